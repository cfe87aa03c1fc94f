"use client";

import { useState } from "react";
import { ProblemList } from "@/components/ui/ProblemList";
import { CandidateDetail } from "./CandidateDetail";
import { ChangeTable } from "./ChangeTable";
import { GoalForm } from "./GoalForm";
import { ResultTable } from "./ResultTable";
import { RunProgress } from "./RunProgress";
import { SpaceForm } from "./SpaceForm";
import { useSearch } from "./searchSession";

/** The Search tab: what to search and for what, the run, and what it found. */
export default function SearchPanel() {
  const problems = useSearch((state) => state.problems);
  const unsaved = useSearch((state) => state.unsaved);
  const run = useSearch((state) => state.run);
  const [openId, setOpenId] = useState<number | null>(null);
  return (
    <div className="grid gap-x-6 gap-y-4 px-4 py-3 min-[1200px]:grid-cols-[minmax(17rem,23rem)_minmax(0,1fr)]">
      <div className="grid content-start gap-x-6 gap-y-4 max-[1199px]:md:grid-cols-2">
        <GoalForm />
        <SpaceForm />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        {problems.length > 0 && (
          <div
            data-testid="message"
            data-kind="error"
            className="rounded bg-danger-soft px-3 py-2 text-danger"
          >
            <ProblemList problems={problems} />
          </div>
        )}
        {unsaved !== null && (
          <p
            data-testid="message"
            data-kind="warning"
            className="rounded bg-warning-soft px-3 py-2 text-warning"
          >
            {unsaved}
          </p>
        )}
        {run === null ? (
          <p className="text-ink-soft">
            A search looks at several hundred thousand designs in seconds. Every figure it ranks by is a
            prediction; what it finds is a shortlist for training, not a result of training.
          </p>
        ) : (
          <>
            <RunProgress />
            <ResultTable openId={openId} onOpen={setOpenId} />
            <CandidateDetail openId={openId} />
            <ChangeTable />
          </>
        )}
      </div>
    </div>
  );
}

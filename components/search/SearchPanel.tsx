"use client";

import { useState } from "react";
import { ErrorBox } from "@/components/ui/ErrorBox";
import { ProblemList } from "@/components/ui/ProblemList";
import type { SearchRun } from "@/lib/search/searchRun";
import { CandidateDetail } from "./CandidateDetail";
import { ChangeTable } from "./ChangeTable";
import { GoalForm } from "./GoalForm";
import { ResultTable } from "./ResultTable";
import { RunProgress } from "./RunProgress";
import { SpaceForm } from "./SpaceForm";
import { useSearch } from "./searchSession";
import { searchFieldLabel } from "./searchText";

/** The candidate whose reasons are shown. Records are numbered within their run: the next run has others, or none. */
interface OpenCandidate {
  readonly run: SearchRun;
  readonly id: number;
}

/** The Search tab: what to search and for what, the run, and what it found. */
export default function SearchPanel() {
  const problems = useSearch((state) => state.problems);
  const unsaved = useSearch((state) => state.unsaved);
  const run = useSearch((state) => state.run);
  const [open, setOpen] = useState<OpenCandidate | null>(null);
  const openId = open !== null && open.run === run ? open.id : null;
  return (
    <div className="grid gap-x-6 gap-y-4 px-4 py-3 min-[1200px]:grid-cols-[minmax(17rem,23rem)_minmax(0,1fr)]">
      <div className="grid content-start gap-x-6 gap-y-4 max-[1199px]:md:grid-cols-2">
        <GoalForm />
        <SpaceForm />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        {problems.length > 0 && (
          <ErrorBox size="large">
            <ProblemList problems={problems} labelOf={searchFieldLabel} />
          </ErrorBox>
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
            <ResultTable openId={openId} onOpen={(id) => setOpen(id === null ? null : { run, id })} />
            <CandidateDetail openId={openId} />
            <ChangeTable />
          </>
        )}
      </div>
    </div>
  );
}

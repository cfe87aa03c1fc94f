"use client";

import { useDeferredValue, useMemo, useState } from "react";
import { usePredictions } from "@/components/frontier/usePredictions";
import { useWorkbench } from "@/components/shell/session";
import type { RecipeWishes } from "@/lib/export/recipe";
import type { TargetId } from "@/lib/export/target";
import { capabilities } from "@/lib/export/targets";
import { MakeFit } from "./MakeFit";
import { ReadyExport } from "./ReadyExport";
import { ReasonList } from "./ReasonList";
import { ShortlistExport } from "./ShortlistExport";
import { TargetList } from "./TargetList";

/** Which training stacks take the design, why others do not, and the files for the chosen one. */
export default function ExportPanel() {
  // The matrix follows the design one step behind a drag, so that it never delays the lane.
  const design = useDeferredValue(useWorkbench((state) => state.document.design));
  const device = useWorkbench((state) => state.document.deviceId);
  const predictions = usePredictions();
  const [picked, setPicked] = useState<TargetId | null>(null);
  const [wishes, setWishes] = useState<RecipeWishes>({});
  const matrix = useMemo(() => capabilities(design), [design]);
  const first = matrix.find(({ verdict }) => verdict !== "no") ?? matrix[0]!;
  const chosen = matrix.find(({ target }) => target.id === picked) ?? first;
  const { target, verdict, reasons } = chosen;
  return (
    <div className="grid gap-x-4 gap-y-3 p-3 md:grid-cols-[17rem_1fr]">
      <TargetList capabilities={matrix} chosen={target.id} onChoose={setPicked} />
      <section aria-label={`Export for ${target.name}`} className="flex min-w-0 flex-col gap-3">
        <div>
          <h2 className="text-base font-semibold">{target.name}</h2>
          <p className="text-ink-soft">{target.about}</p>
        </div>
        {verdict === "no" ? (
          <div className="flex flex-col gap-2">
            <MakeFit design={design} target={target} />
            <ReasonList reasons={reasons} />
          </div>
        ) : (
          <ReadyExport
            design={design}
            target={target}
            wishes={wishes}
            onWishes={setWishes}
            predictions={predictions}
            device={device}
          />
        )}
        <ShortlistExport design={design} target={target} wishes={wishes} />
      </section>
    </div>
  );
}

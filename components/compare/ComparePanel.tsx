"use client";

import { useMemo } from "react";
import { useProfile } from "@/components/devices/session";
import { usePredictions } from "@/components/frontier/usePredictions";
import { useSavedDesigns } from "@/components/frontier/useSavedDesigns";
import { useQualityOptions } from "@/components/quality/useQualityOptions";
import { commands, useWorkbench } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { compareMembers } from "@/lib/store/compareMembers";
import { ownId } from "@/lib/store/frontierSubjects";
import { stackOf } from "@/lib/store/predictions";
import { tieStatements } from "@/lib/store/tieStatements";
import { workloadOf } from "@/lib/store/workbenchDocument";
import { CompareCurves } from "./CompareCurves";
import { DimensionTable } from "./DimensionTable";
import { FigureTable } from "./FigureTable";
import { PatternRows } from "./PatternRows";
import { PinPicker } from "./PinPicker";
import { TimeStacks } from "./TimeStacks";

/** Up to four designs side by side: patterns, dimensions, figures, what can be told apart, and where one overtakes another. */
export default function ComparePanel() {
  const pinned = useWorkbench((state) => state.view.pinned);
  const design = useWorkbench((state) => state.document.design);
  const workload = useWorkbench((state) => workloadOf(state.document));
  const chosenStack = useWorkbench((state) => state.document.stackId);
  const profile = useProfile(useWorkbench((state) => state.document.deviceId));
  const predictions = usePredictions();
  const quality = useQualityOptions();
  const entries = useSavedDesigns();
  const members = useMemo(() => compareMembers(pinned, design, entries), [pinned, design, entries]);

  if (members.length === 0)
    return (
      <div className="flex flex-col items-start gap-3 p-4">
        <p className="text-ink-soft">Pin up to four designs or published models to see them side by side.</p>
        <Button onClick={() => commands.setView({ pinned: [ownId, "qwen3-0.6b"] })}>
          Compare the design in hand with Qwen3-0.6B
        </Button>
        <PinPicker members={members} entries={entries} />
      </div>
    );
  const ready = profile.kind === "ready" ? profile.profile : null;
  const stackId = ready === null ? null : stackOf(ready, chosenStack, workload);
  const stack = ready?.stacks.find(({ id }) => id === stackId);
  const source = `${ready?.name ?? ""}, ${stack?.name ?? ""}; ${workload.name}. Predicted by Paretoscope.`;
  return (
    <div className="flex flex-col gap-4 p-4">
      <PinPicker members={members} entries={entries} />
      <PatternRows members={members} />
      <ul className="flex flex-col gap-0.5 text-ink-soft">
        {tieStatements(members, predictions, stack?.halfWidth ?? 0, quality).map(({ id, text, tied }) => (
          <li key={id} data-tied={tied}>
            {text}.
          </li>
        ))}
      </ul>
      <div className="grid gap-x-8 gap-y-5 min-[760px]:grid-cols-2 min-[1400px]:grid-cols-3">
        <FigureTable members={members} predictions={predictions} source={source} />
        <DimensionTable members={members} />
        <TimeStacks members={members} predictions={predictions} source={source} />
        {ready !== null && stackId !== null && (
          <CompareCurves
            members={members}
            profile={ready}
            stackId={stackId}
            workload={workload}
            source={source}
          />
        )}
      </div>
    </div>
  );
}

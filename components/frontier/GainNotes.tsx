import { useMemo } from "react";
import { gainStatements } from "@/lib/pareto/gainWords";
import { hypervolumeStatements } from "@/lib/pareto/hypervolumeWords";
import type { Mark } from "@/lib/pareto/marks";
import { metricOf } from "@/lib/pareto/metrics";
import { publishedConditions } from "@/lib/pareto/modelFigures";
import { publishedPairs } from "@/lib/store/publishedPairs";
import type { ViewChoices } from "@/lib/store/viewChoices";

interface GainNotesProps {
  readonly marks: readonly Mark[];
  readonly view: ViewChoices;
}

/** What the plot says, in words: published with published, predicted with predicted. */
export function GainNotes({ marks, view }: GainNotesProps) {
  const { frontierX, frontierY } = view;
  const statements = useMemo(
    () => [
      ...gainStatements(marks, frontierX, frontierY, "Qwen3"),
      ...hypervolumeStatements(marks, frontierX, frontierY),
    ],
    [marks, frontierX, frontierY],
  );
  const condition = publishedConditions[view.frontierX];
  return (
    <div className="gain-notes border-t border-line px-3 py-2 text-xs text-ink-soft">
      <ul className="flex flex-col gap-0.5">
        {publishedPairs.map((words) => (
          <li key={words}>
            <span className="text-ink-muted">Published. </span>
            {words}.
          </li>
        ))}
        {statements.map(({ id, text }) => (
          <li key={id}>{text}.</li>
        ))}
      </ul>
      {condition !== undefined && (
        <p className="mt-1 text-ink-muted">
          Published {metricOf(view.frontierX).label.toLowerCase()}: {condition.words}. Squares are published,
          rings predicted.
        </p>
      )}
    </div>
  );
}

import { useMemo } from "react";
import { useDeviceShelf } from "@/components/devices/session";
import { useWorkbench } from "@/components/shell/session";
import { gainStatements } from "@/lib/pareto/gainWords";
import { hypervolumeStatements } from "@/lib/pareto/hypervolumeWords";
import { type Mark, sensesOf } from "@/lib/pareto/marks";
import { metricOf } from "@/lib/pareto/metrics";
import { otherConditions, publishedConditions } from "@/lib/pareto/modelFigures";
import type { RankedSet } from "@/lib/pareto/scene/cloud";
import type { SelectedPoint } from "@/lib/pareto/scene/selectionFront";
import { setFronts } from "@/lib/pareto/setFronts";
import { publishedPairs } from "@/lib/store/publishedPairs";
import type { ViewChoices } from "@/lib/store/viewChoices";
import { workloadOf } from "@/lib/store/workbenchDocument";

interface GainNotesProps {
  readonly marks: readonly Mark[];
  readonly view: ViewChoices;
  readonly ranked: readonly RankedSet[];
  readonly selected: readonly SelectedPoint[];
}

/** What the plot says, in words: published with published, predicted with predicted. */
export default function GainNotes({ marks, view, ranked, selected }: GainNotesProps) {
  const { frontierX, frontierY } = view;
  const statements = useMemo(() => {
    const sets = setFronts(marks, ranked, selected, sensesOf(frontierX, frontierY));
    return [
      ...gainStatements(marks, frontierX, frontierY, "Qwen3", sets),
      ...hypervolumeStatements(marks, frontierX, frontierY),
    ];
  }, [marks, ranked, selected, frontierX, frontierY]);
  const isOwn = (id: string) => id.startsWith("design") || id.startsWith("selection");
  const own = statements.filter(({ id }) => isOwn(id));
  const others = statements.filter(({ id }) => !isOwn(id));
  return (
    <div className="gain-notes border-t border-line px-3 py-2 text-xs text-ink-soft">
      <ul className="flex flex-col gap-0.5">
        {publishedPairs.map((words) => (
          <li key={words}>
            <span className="text-ink-muted">Published. </span>
            {words}.
          </li>
        ))}
        {own.map(({ id, text }) => (
          <li key={id}>{text}.</li>
        ))}
      </ul>
      {others.length > 0 && (
        <details className="mt-0.5">
          <summary className="text-ink-muted hover:text-ink">Fronts compared, and hypervolumes</summary>
          <ul className="mt-0.5 flex flex-col gap-0.5">
            {others.map(({ id, text }) => (
              <li key={id}>{text}.</li>
            ))}
          </ul>
        </details>
      )}
      <Conditions marks={marks} view={view} />
    </div>
  );
}

/** Under which conditions published figures were taken, and whether predictions stand for others. */
function Conditions({ marks, view }: Pick<GainNotesProps, "marks" | "view">) {
  const workload = useWorkbench((state) => workloadOf(state.document));
  const deviceId = useWorkbench((state) => state.document.deviceId);
  const deviceName = useDeviceShelf(({ devices }) => devices.find(({ id }) => id === deviceId)?.name);
  const condition = publishedConditions[view.frontierX];
  const kept = keptOnRings(marks, view);
  if (condition === undefined)
    return kept === null ? null : (
      <p className="mt-1 text-ink-muted">Squares are published, rings predicted. {kept}</p>
    );
  return (
    <p className="mt-1 text-ink-muted">
      Published {metricOf(view.frontierX).label.toLowerCase()}: {condition.words}. Squares are published,
      rings predicted. {kept}
      {otherConditions(view.frontierX, workload.id, deviceId) !== null && (
        <strong className="font-semibold text-warning">
          {" "}
          Predictions stand for other conditions ({workload.name}
          {deviceId === condition.device ? "" : `, ${deviceName ?? deviceId}`}): compare rings with rings
          only.
        </strong>
      )}
    </p>
  );
}

/** Says that rings stand at a published height: a published model is its own anchor, or nothing can be predicted. */
function keptOnRings(marks: readonly Mark[], { frontierY }: ViewChoices): string | null {
  const kept = marks.some(({ basis, y }) => basis === "predicted" && y?.source === "published");
  const { label, predictable } = metricOf(frontierY);
  if (!kept) return null;
  const why = predictable ? "each such model is its own anchor" : "no architecture decides it";
  return `Rings of published models keep the published ${label.toLowerCase()}: ${why}.`;
}

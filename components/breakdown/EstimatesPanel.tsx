"use client";

import Link from "next/link";
import { Fragment } from "react";
import { usePredictions } from "@/components/frontier/usePredictions";
import { setHover, useHover, useWorkbench } from "@/components/shell/session";
import { Figure } from "@/components/ui/Figure";
import { metricOf } from "@/lib/pareto/metrics";
import { hoveredOperator } from "@/lib/store/hover";
import { workloadOf } from "@/lib/store/workbenchDocument";
import { ParameterShares } from "./ParameterShares";
import type { PartId } from "./partLook";
import { QualityFigures } from "./QualityFigures";
import { TimeShares } from "./TimeShares";

const speeds = ["latencyMs", "prefillMs", "msPerToken", "tokensPerSecond"] as const;
const memory = ["memoryBytes", "maxBatch", "kvBytesPerToken", "stateBytes"] as const;

/** What the design costs and how good it will be: each figure with its band and where it comes from. */
export function EstimatesPanel() {
  const design = useWorkbench((state) => state.document.design);
  const workload = useWorkbench((state) => workloadOf(state.document));
  const hovered = useHover(hoveredOperator);
  const predictions = usePredictions();
  const figures = predictions.figuresOf(design);
  const latency = predictions.latencyOf(design);
  const quality = predictions.qualityOf(design);
  const misfit = latency?.misfit ?? null;
  const notes = latency?.warnings.filter((warning) => warning !== misfit) ?? [];
  const onHover = (part: PartId | null) =>
    setHover(part === null ? null : { kind: "operator", operator: part });

  const rows = (ids: typeof speeds | typeof memory) =>
    ids.map((id) => {
      const estimate = figures[id];
      return estimate === undefined ? null : (
        <Fragment key={id}>
          <Figure
            label={metricOf(id).label}
            metric={id}
            estimate={estimate}
            size={id === "latencyMs" ? "large" : "small"}
          />
          {id === "memoryBytes" && misfit !== null && (
            <p className="text-xs font-semibold text-warning">More than the device holds.</p>
          )}
        </Fragment>
      );
    });

  return (
    <section aria-label="Estimates" className="flex flex-col gap-3 overflow-y-auto bg-panel px-3 py-2">
      <div>
        <h2 className="panel-title mb-0.5">Estimates</h2>
        <p className="mb-1 text-xs text-ink-muted">{workload.name}</p>
        {rows(speeds)}
        {misfit !== null && (
          <p
            data-testid="message"
            data-kind="warning"
            className="rounded bg-warning-soft px-2 py-1 text-warning"
          >
            Does not run here. {misfit} The times are those it would take if it did.
          </p>
        )}
        {predictions.latencyProblems(design).map((problem) => (
          <p key={problem} className="py-1 text-xs text-ink-muted">
            {problem}
          </p>
        ))}
      </div>
      {latency !== null && (
        <TimeShares breakdown={latency.breakdown} highlighted={hovered} onHover={onHover} />
      )}
      <div>
        <h3 className="panel-title mb-0.5">Memory</h3>
        {rows(memory)}
      </div>
      {quality !== null && <QualityFigures quality={quality} />}
      {predictions.qualityProblems(design).map((problem) => (
        <p key={problem} className="text-xs text-ink-muted">
          Quality is not known. {problem}
        </p>
      ))}
      <ParameterShares design={design} figures={figures} highlighted={hovered} onHover={onHover} />
      {notes.length > 0 && (
        <ul className="flex flex-col gap-1 text-xs text-warning">
          {notes.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <Link href="/methods" prefetch={false} className="text-xs text-ink-muted underline hover:text-ink">
        How every number is made
      </Link>
    </section>
  );
}

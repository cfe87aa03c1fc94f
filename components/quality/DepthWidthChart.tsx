"use client";

import { useDeferredValue, useMemo, useRef, useState } from "react";
import { commands, useWorkbench } from "@/components/shell/session";
import { FigureMenu } from "@/components/ui/chart/FigureMenu";
import { Select } from "@/components/ui/Select";
import { figureText } from "@/lib/base/figure";
import type { HeldCount } from "@/lib/cost/depthWidth";
import type { Design } from "@/lib/design/design";
import { layerCount } from "@/lib/design/flatten";
import { type DepthPoint, depthWidthCurve } from "@/lib/quality/depthWidthCurve";
import type { QualityOptions } from "@/lib/quality/qualityOptions";
import type { Predictions } from "@/lib/store/predictions";
import { DepthWidthDrawing } from "./DepthWidthDrawing";

interface DepthWidthChartProps {
  readonly design: Design;
  readonly predictions: Predictions;
  readonly options: QualityOptions;
}

const depths = [2, 3, 4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 28, 32, 40, 48, 64, 80] as const;

/**
 * Loss and latency of the design walked along constant parameters. The shaded depths are within 0.004 nats of the least
 * loss that meets the latency budget: the limit set on the plot's latency axis, else the design's own latency.
 */
export function DepthWidthChart({ design, predictions, options }: DepthWidthChartProps) {
  const svg = useRef<SVGSVGElement>(null);
  const [hold, setHold] = useState<HeldCount>("total");
  const limit = useWorkbench((state) => state.view.constraints.latencyMs?.max);
  const shown = useDeferredValue(design);
  const ownLatency = predictions.latencyOf(shown)?.latencyMs.value;
  const budgetMs = limit ?? ownLatency;
  const curve = useMemo(
    () =>
      depthWidthCurve(shown, {
        ...options,
        blocks: depths,
        hold,
        latencyMs: (at) => predictions.latencyOf(at)?.latencyMs.value ?? null,
        budgetMs,
      }),
    [shown, options, hold, predictions, budgetMs],
  );
  const samples = curve.points.map(({ blocks, behindBest, latencyMs, optimal }) => ({
    blocks,
    behind: behindBest.value,
    lo: behindBest.lo,
    hi: behindBest.hi,
    latencyMs,
    optimal,
  }));
  const budgetWords = budgetMs === undefined ? "" : figureText(budgetMs, "ms");
  return (
    <figure className="min-w-0">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="panel-title">Depth and width at constant size</h3>
        <Select
          label="What stays constant"
          className="w-44"
          value={hold}
          onChange={(event) => setHold(event.target.value === "nonEmbedding" ? "nonEmbedding" : "total")}
        >
          <option value="total">all parameters</option>
          <option value="nonEmbedding">non-embedding parameters</option>
        </Select>
        <FigureMenu
          svg={svg}
          title={`${design.name}: depth and width at constant ${hold === "total" ? "parameters" : "non-embedding parameters"}`}
          source={`${predictions.workload.name}. Loss on the reference corpus of the scaling law; predicted by Paretoscope.`}
          table={{
            columns: [
              "blocks",
              "hidden size",
              "loss (nats/token)",
              "behind best",
              "lo",
              "hi",
              "latency (ms)",
            ],
            rows: curve.points.map(({ blocks, hiddenSize, loss, behindBest, latencyMs }) => [
              blocks,
              hiddenSize,
              loss,
              behindBest.value,
              behindBest.lo,
              behindBest.hi,
              latencyMs,
            ]),
          }}
        />
      </div>
      <DepthWidthDrawing
        ref={svg}
        samples={samples}
        best={curve.best}
        ownBlocks={layerCount(shown.stages) / 2}
        budgetMs={budgetMs}
      />
      <figcaption className="text-xs text-ink-muted">
        {curve.best === null
          ? `No depth meets the budget of ${budgetWords}; raise the limit on the latency axis.`
          : `Shaded: within 0.004 nats of the least loss under ${limit === undefined ? "the design's own latency" : "the limit on the plot"}${budgetWords === "" ? "" : ` (${budgetWords})`}.`}
      </figcaption>
      <DepthTable points={curve.points} best={curve.best} />
    </figure>
  );
}

/** The chart as a table, each depth a button that takes its design over. */
function DepthTable({
  points,
  best,
}: {
  readonly points: readonly DepthPoint[];
  readonly best: number | null;
}) {
  return (
    <details className="mt-1 text-xs">
      <summary className="text-ink-soft">Depths as a table</summary>
      <table className="tabular mt-1 w-full">
        <thead className="text-left text-ink-muted">
          <tr>
            <th className="font-normal">Blocks</th>
            <th className="text-right font-normal">Hidden size</th>
            <th className="text-right font-normal">Loss</th>
            <th className="text-right font-normal">Behind best (90 %)</th>
            <th className="text-right font-normal">Latency</th>
            <th className="text-right font-normal">Design</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ blocks, hiddenSize, loss, behindBest, latencyMs, optimal, design }) => (
            <tr key={blocks} className={optimal ? "bg-accent-soft" : ""}>
              <td>{blocks === best ? <strong>{blocks}</strong> : blocks}</td>
              <td className="text-right">{hiddenSize.toLocaleString("en-US")}</td>
              <td className="text-right">{loss.toFixed(3)}</td>
              <td className="text-right">
                {behindBest.value.toFixed(3)} ({behindBest.lo.toFixed(3)} to {behindBest.hi.toFixed(3)})
              </td>
              <td className="text-right">{latencyMs === null ? "unknown" : figureText(latencyMs, "ms")}</td>
              <td className="text-right">
                <button
                  type="button"
                  className="rounded px-1.5 underline decoration-dotted underline-offset-2 hover:text-accent"
                  onClick={() =>
                    commands.edit(`Walk to ${blocks} blocks`, (document) => ({ ...document, design }))
                  }
                >
                  take over
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

"use client";

import { useDeferredValue, useMemo, useRef, useState } from "react";
import { commands, useWorkbench } from "@/components/shell/session";
import { FigureMenu } from "@/components/ui/chart/FigureMenu";
import { Select } from "@/components/ui/Select";
import { figureText, unitFor } from "@/lib/base/figure";
import type { HeldCount } from "@/lib/cost/depthWidth";
import type { Design } from "@/lib/design/design";
import { layerCount } from "@/lib/design/flatten";
import { depthScene } from "@/lib/plot/depthScene";
import { axisText } from "@/lib/plot/tickText";
import { type DepthPoint, depthWidthCurve } from "@/lib/quality/depthWidthCurve";
import type { Predictions } from "@/lib/store/predictions";
import type { QualityChoices } from "@/lib/store/qualityChoices";

interface DepthWidthChartProps {
  readonly design: Design;
  readonly predictions: Predictions;
  readonly choices: QualityChoices;
}

const depths = [2, 3, 4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 28, 32, 40, 48, 64, 80] as const;
const width = 420;
const height = 260;

/**
 * Loss and latency of the design walked along constant parameters. The shaded depths are within 0.004 nats of the least
 * loss that meets the latency budget: the limit set on the plot's latency axis, else the design's own latency.
 */
export function DepthWidthChart({ design, predictions, choices }: DepthWidthChartProps) {
  const svg = useRef<SVGSVGElement>(null);
  const [hold, setHold] = useState<HeldCount>("total");
  const limit = useWorkbench((state) => state.view.constraints.latencyMs?.max);
  const shown = useDeferredValue(design);
  const ownLatency = predictions.latencyOf(shown)?.latencyMs.value;
  const budgetMs = limit ?? ownLatency;
  const curve = useMemo(
    () =>
      depthWidthCurve(shown, {
        ...choices,
        blocks: depths,
        hold,
        latencyMs: (at) => predictions.latencyOf(at)?.latencyMs.value ?? null,
        budgetMs,
      }),
    [shown, choices, hold, predictions, budgetMs],
  );
  const samples = curve.points.map(({ blocks, behindBest, latencyMs, optimal }) => ({
    blocks,
    behind: behindBest.value,
    lo: behindBest.lo,
    hi: behindBest.hi,
    latencyMs,
    optimal,
  }));
  const scene = depthScene(samples, width, height);
  const [xText, lossText] = [axisText(scene.xTicks, "blocks"), axisText(scene.loss.ticks, "nats/token")];
  const latencyText = scene.latency && axisText(scene.latency.ticks, "ms");
  const ownBlocks = layerCount(design.stages) / 2;
  const budgetY =
    scene.latency !== null && budgetMs !== undefined ? scene.latency.y.at(budgetMs) : Number.NaN;
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
      <svg
        ref={svg}
        data-chart="depth and width"
        viewBox={`0 0 ${width} ${height}`}
        className="block w-full"
        fontSize={11}
        fill="var(--ink-muted)"
      >
        <title>
          {`Loss behind the best depth and latency against depth in blocks. ${curve.best === null ? "No depth meets the budget." : `Least loss within ${budgetWords} at ${curve.best} blocks.`}`}
        </title>
        {scene.optimal !== null && (
          <rect
            x={scene.optimal.from}
            width={scene.optimal.to - scene.optimal.from}
            y={8}
            height={height - 38}
            fill="var(--accent)"
            opacity={0.09}
          />
        )}
        {scene.loss.ticks.map((tick, index) => (
          <g key={tick.value}>
            <line x1={44} x2={width - 12} y1={tick.at} y2={tick.at} stroke="var(--line)" />
            <text x={38} y={tick.at} dy="0.35em" textAnchor="end" className="tabular">
              {lossText.labels[index]}
            </text>
          </g>
        ))}
        <path d={scene.loss.band} fill="var(--ink)" opacity={0.08} />
        <path d={scene.loss.line} fill="none" stroke="var(--ink)" strokeWidth={1.6} />
        <text x={48} y={18} className="plot-halo" fill="var(--ink-soft)">
          loss behind the best, nats/token
        </text>
        {scene.latency !== null && (
          <>
            {scene.latency.ticks.map((tick, index) => (
              <g key={tick.value}>
                <line x1={44} x2={width - 12} y1={tick.at} y2={tick.at} stroke="var(--line)" />
                <text x={38} y={tick.at} dy="0.35em" textAnchor="end" className="tabular">
                  {latencyText?.labels[index]}
                </text>
              </g>
            ))}
            <path d={scene.latency.line} fill="none" stroke="var(--ink-soft)" strokeWidth={1.6} />
            {Number.isFinite(budgetY) && (
              <>
                <line
                  x1={44}
                  x2={width - 12}
                  y1={budgetY}
                  y2={budgetY}
                  stroke="var(--accent)"
                  strokeDasharray="4 3"
                />
                <text
                  x={width - 14}
                  y={budgetY - 4}
                  textAnchor="end"
                  className="plot-halo"
                  fill="var(--accent)"
                >
                  budget {budgetWords}
                </text>
              </>
            )}
            <text x={48} y={(scene.latency.y.range[1] ?? 0) - 5} className="plot-halo" fill="var(--ink-soft)">
              latency, {latencyText?.unit ?? unitFor(1, "ms").unit}
            </text>
          </>
        )}
        {scene.xTicks.map((tick, index) => (
          <text key={tick.value} x={tick.at} y={height - 14} textAnchor="middle" className="tabular">
            {xText.labels[index]}
          </text>
        ))}
        <text x={width - 12} y={height - 1} textAnchor="end">
          blocks
        </text>
        <line
          x1={scene.x.at(ownBlocks)}
          x2={scene.x.at(ownBlocks)}
          y1={8}
          y2={height - 30}
          stroke="var(--accent)"
          strokeWidth={1}
        />
      </svg>
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

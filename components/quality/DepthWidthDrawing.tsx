import type { Ref } from "react";
import { figureText, unitFor } from "@/lib/base/figure";
import { type DepthSample, depthScene } from "@/lib/plot/depthScene";
import type { Corner } from "@/lib/plot/stepPath";
import { axisText } from "@/lib/plot/tickText";

interface DepthWidthDrawingProps {
  readonly ref?: Ref<SVGSVGElement>;
  readonly samples: readonly DepthSample[];
  /** Depth of least loss within the budget, in blocks; null when none meets it. */
  readonly best: number | null;
  /** Depth of the design in hand, in blocks. */
  readonly ownBlocks: number;
  readonly budgetMs: number | undefined;
}

const width = 420;
const height = 276;

/** Loss above latency over one axis of depth, with the optimal depths shaded, the budget and the depth in hand. */
export function DepthWidthDrawing({ ref, samples, best, ownBlocks, budgetMs }: DepthWidthDrawingProps) {
  const scene = depthScene(samples, width, height);
  const { latency, loss, xTicks, optimal } = scene;
  const [xText, lossText] = [axisText(xTicks, "blocks"), axisText(loss.ticks, "nats/token")];
  const latencyText = latency && axisText(latency.ticks, "ms");
  const budgetWords = budgetMs === undefined ? "" : figureText(budgetMs, "ms");
  const budgetY = budgetMs === undefined ? null : (latency?.budgetAt(budgetMs) ?? null);
  const ownX = scene.depthAt(ownBlocks);
  return (
    <svg
      ref={ref}
      data-chart="depth and width"
      viewBox={`0 0 ${width} ${height}`}
      className="block w-full"
      fontSize={11}
      fill="var(--ink-muted)"
    >
      <title>
        {`Loss behind the best depth and latency against depth in blocks. ${best === null ? "No depth meets the budget." : `Least loss${budgetWords === "" ? "" : ` within ${budgetWords}`} at ${best} blocks.`}`}
      </title>
      {optimal !== null && (
        <rect
          x={optimal.from}
          width={optimal.to - optimal.from}
          y={scene.top}
          height={scene.bottom - scene.top}
          fill="var(--accent)"
          opacity={0.09}
        />
      )}
      {loss.ticks.map((tick, index) => (
        <g key={tick.value}>
          <line x1={44} x2={width - 12} y1={tick.at} y2={tick.at} stroke="var(--line)" />
          <text x={38} y={tick.at} dy="0.35em" textAnchor="end" className="tabular">
            {lossText.labels[index]}
          </text>
        </g>
      ))}
      <path d={loss.band} fill="var(--ink)" opacity={0.08} />
      <path d={loss.line} fill="none" stroke="var(--ink)" strokeWidth={1.6} />
      <LoneDot dots={loss.dots} fill="var(--ink)" />
      <text x={48} y={scene.top - 8} fill="var(--ink-soft)">
        {`loss behind the best, nats/token${loss.cutAt === null ? "" : `, drawn up to ${loss.cutAt}`}`}
      </text>
      {latency !== null && (
        <>
          {latency.ticks.map((tick, index) => (
            <g key={tick.value}>
              <line x1={44} x2={width - 12} y1={tick.at} y2={tick.at} stroke="var(--line)" />
              <text x={38} y={tick.at} dy="0.35em" textAnchor="end" className="tabular">
                {latencyText?.labels[index]}
              </text>
            </g>
          ))}
          <path d={latency.line} fill="none" stroke="var(--ink-soft)" strokeWidth={1.6} />
          <LoneDot dots={latency.dots} fill="var(--ink-soft)" />
          {budgetY !== null && (
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
          <text x={48} y={(latency.y.range[1] ?? 0) - 5} className="plot-halo" fill="var(--ink-soft)">
            latency, {latencyText?.unit ?? unitFor(1, "ms").unit}
          </text>
        </>
      )}
      {xTicks.map((tick, index) => (
        <text key={tick.value} x={tick.at} y={height - 14} textAnchor="middle" className="tabular">
          {xText.labels[index]}
        </text>
      ))}
      <text x={width - 12} y={height - 1} textAnchor="end">
        blocks
      </text>
      {ownX !== null && (
        <line x1={ownX} x2={ownX} y1={scene.top} y2={scene.bottom} stroke="var(--accent)" strokeWidth={1} />
      )}
    </svg>
  );
}

/** One depth makes no line, so it is a dot. */
function LoneDot({ dots, fill }: { readonly dots: readonly Corner[]; readonly fill: string }) {
  const [dot, ...others] = dots;
  return dot === undefined || others.length > 0 ? null : <circle cx={dot.x} cy={dot.y} r={3} fill={fill} />;
}

import { metricOf } from "@/lib/pareto/metrics";
import type { Axis, PlotFrame } from "@/lib/pareto/scene/frame";
import type { DrawnMark } from "@/lib/pareto/scene/scene";
import { MarkGlyph } from "./MarkGlyph";

/** What the shapes of the marks say, at the foot of the plot; only of shapes that are on it. */
export function PlotLegend({
  marks,
  frame,
}: {
  readonly marks: readonly DrawnMark[];
  readonly frame: PlotFrame;
}) {
  const others = marks.filter(({ mark }) => mark.subject.series !== "own");
  const entries = [
    { words: "published", series: "transformers", basis: "published", shown: others.some(isOn("published")) },
    { words: "predicted", series: "transformers", basis: "predicted", shown: others.some(isOn("predicted")) },
    { words: "in hand", series: "own", basis: "predicted", shown: others.length < marks.length },
  ] as const;
  const shown = entries.filter((entry) => entry.shown);
  const y = frame.height - 11;
  return (
    <g fontSize={12} fill="var(--ink-muted)" data-legend="marks">
      {shown.map(({ words, series, basis }, at) => (
        <g key={words} transform={`translate(${frame.inner.x + 4 + at * entryWidth},${y})`}>
          <MarkGlyph series={series} basis={basis} faded={false} selected={false} />
          <text x={10} dy="0.35em">
            {words}
          </text>
        </g>
      ))}
    </g>
  );
}

const entryWidth = 74;

const isOn = (basis: DrawnMark["mark"]["basis"]) => (drawn: DrawnMark) => drawn.mark.basis === basis;

/**
 * The names and units of the axes as a drawing, for exports: on the page their place is taken by menus, which cannot leave
 * it. Hidden by a class, which an exported figure sheds.
 */
export function PaperAxisNames({ frame }: { readonly frame: PlotFrame }) {
  return (
    <g className="invisible" fontSize={12} fontWeight={600} fill="var(--ink)">
      <text x={8} y={18}>
        {nameOf(frame.y)}
      </text>
      <text x={frame.width - 8} y={frame.height - 7} textAnchor="end">
        {nameOf(frame.x)}
      </text>
    </g>
  );
}

function nameOf({ metric, text }: Axis): string {
  const { label } = metricOf(metric);
  return text.unit === "" ? label : `${label} (${text.unit})`;
}

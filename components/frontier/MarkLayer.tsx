import type { DrawnMark } from "@/lib/pareto/scene/scene";
import { pixel } from "@/lib/plot/stepPath";
import { MarkGlyph } from "./MarkGlyph";

interface MarkLayerProps {
  readonly marks: readonly DrawnMark[];
  readonly selected: ReadonlySet<string>;
}

/** The glyphs of published and own marks, the design in hand above all others. */
export function MarkLayer({ marks, selected }: MarkLayerProps) {
  const ordered = [...marks].sort((a, b) => rank(a) - rank(b));
  return (
    <g>
      {ordered.map(({ mark, x, y, dominated }) => (
        <g key={mark.id} transform={`translate(${pixel(x)},${pixel(y)})`}>
          <MarkGlyph
            series={mark.subject.series}
            basis={mark.basis}
            faded={dominated && mark.subject.series !== "own"}
            selected={selected.has(mark.id)}
          />
        </g>
      ))}
    </g>
  );
}

function rank({ mark }: DrawnMark): number {
  return ["transformers", "saved", "nemotron-flash", "own"].indexOf(mark.subject.series);
}

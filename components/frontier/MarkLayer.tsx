import { useRef } from "react";
import type { DrawnMark } from "@/lib/pareto/scene/scene";
import { pixel } from "@/lib/plot/stepPath";
import { type Motion, useMotion } from "./liveView";
import { MarkGlyph } from "./MarkGlyph";

interface MarkLayerProps {
  readonly marks: readonly DrawnMark[];
  readonly selected: ReadonlySet<string>;
  readonly motion: Motion;
}

/** The glyphs of published and own marks, the design in hand above all others. */
export function MarkLayer({ marks, selected, motion }: MarkLayerProps) {
  const layer = useRef<SVGGElement>(null);
  const ordered = [...marks].sort((a, b) => rank(a) - rank(b));
  useMotion(motion, ({ k, x, y }) => {
    const glyphs = layer.current?.children;
    ordered.forEach((mark, at) => {
      glyphs?.[at]?.setAttribute("transform", placed(mark.x * k + x, mark.y * k + y));
    });
  });
  return (
    <g ref={layer}>
      {ordered.map(({ mark, x, y, dominated }) => (
        <g key={mark.id} transform={placed(x, y)}>
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

function placed(x: number, y: number): string {
  return `translate(${pixel(x)},${pixel(y)})`;
}

function rank({ mark }: DrawnMark): number {
  return ["transformers", "saved", "nemotron-flash", "own"].indexOf(mark.subject.series);
}

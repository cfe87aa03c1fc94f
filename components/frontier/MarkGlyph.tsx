import type { Basis, Series } from "@/lib/pareto/marks";
import { markRadius } from "@/lib/pareto/scene/labels";
import { seriesInk } from "./seriesLook";

interface MarkGlyphProps {
  readonly series: Series;
  readonly basis: Basis;
  readonly faded: boolean;
  readonly selected: boolean;
}

/** A mark at the origin: a square as published, a ring as predicted; the design in hand is filled with the accent. */
export function MarkGlyph({ series, basis, faded, selected }: MarkGlyphProps) {
  const ink = seriesInk[series];
  const side = 2 * markRadius - 1;
  const opacity = faded ? 0.75 : 1;
  return (
    <g opacity={opacity}>
      {selected && <circle r={markRadius + 4} fill="none" stroke="var(--accent)" strokeWidth={1.5} />}
      {series === "own" ? (
        <circle r={markRadius + 1} fill={ink} stroke="var(--panel)" strokeWidth={1.5} />
      ) : basis === "published" ? (
        <rect
          x={-side / 2}
          y={-side / 2}
          width={side}
          height={side}
          fill={ink}
          stroke="var(--panel)"
          strokeWidth={1}
        />
      ) : (
        <circle r={markRadius - 1} fill="var(--panel)" stroke={ink} strokeWidth={1.5} />
      )}
    </g>
  );
}

import { betterCorner, type PlotFrame } from "@/lib/pareto/scene/frame";

/** An arrow in the corner where both axes are best. */
export function BetterArrow({ frame }: { readonly frame: PlotFrame }) {
  const { left, up, x: cornerX, y: cornerY } = betterCorner(frame);
  const [dx, dy] = [left ? 1 : -1, up ? 1 : -1];
  return (
    <g aria-hidden className="pointer-events-none" stroke="var(--ink-muted)" fill="none" strokeWidth={1.2}>
      <line x1={cornerX + 20 * dx} y1={cornerY + 20 * dy} x2={cornerX} y2={cornerY} />
      <path d={`M${cornerX + 7 * dx},${cornerY}H${cornerX}V${cornerY + 7 * dy}`} />
      <text
        x={cornerX + 24 * dx}
        y={cornerY + 22 * dy + (up ? 4 : 0)}
        textAnchor={left ? "start" : "end"}
        fontSize={12}
        fill="var(--ink-muted)"
        stroke="none"
      >
        better
      </text>
    </g>
  );
}

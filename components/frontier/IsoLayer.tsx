import type { DrawnIsoLine } from "@/lib/pareto/scene/isoLines";
import { pixel } from "@/lib/plot/stepPath";

/** Lines of constant parameters, with a dot for each depth. A dot is a stroke of no length, which stays round under zoom. */
export function IsoLayer({ lines }: { readonly lines: readonly DrawnIsoLine[] }) {
  return (
    <g aria-hidden fill="none" strokeLinecap="round" strokeLinejoin="round">
      {lines.map(({ id, own, path, dots }) => (
        <g key={id} stroke={own ? "var(--accent)" : "var(--ink-muted)"} opacity={own ? 0.8 : 0.6}>
          <path d={path} strokeWidth={1} strokeDasharray="6 3" />
          {dots.map(({ blocks, x, y }) => (
            <path key={blocks} d={`M${pixel(x)},${pixel(y)}h0.01`} strokeWidth={4} />
          ))}
        </g>
      ))}
    </g>
  );
}

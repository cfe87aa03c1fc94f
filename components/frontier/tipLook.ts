import type { PlotFrame } from "@/lib/pareto/scene/frame";

/** The look of a card over the plot. */
export const tipLook =
  "pointer-events-none absolute top-0 left-0 z-20 w-max max-w-64 rounded-md border border-line bg-raised px-2.5 py-2 text-xs shadow-float";

/** Puts a card that stands at the corner of the plot beside a point, on the side with room. */
export function tipPlace({ x, y }: { readonly x: number; readonly y: number }, { inner }: PlotFrame): string {
  const toLeft = x > inner.x + inner.width * 0.58;
  const upwards = y > inner.y + inner.height * 0.6;
  const aside = `translate(${toLeft ? "calc(-100% - 14px)" : "14px"}, ${upwards ? "calc(-100% - 8px)" : "8px"})`;
  return `translate(${x}px, ${y}px) ${aside}`;
}

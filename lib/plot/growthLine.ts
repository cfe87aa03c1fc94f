import { line } from "d3-shape";

/** A small line of hypervolume over evaluations, from 0 at the lower left to the most at the upper right, in pixels. */
export function growthLine(
  points: readonly { readonly evaluated: number; readonly hypervolume: number }[],
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const last = points.at(-1)?.evaluated ?? 1;
  const most = points.reduce((largest, { hypervolume }) => Math.max(largest, hypervolume), 0) || 1;
  const path = line<{ readonly evaluated: number; readonly hypervolume: number }>()
    .x(({ evaluated }) => (width * evaluated) / last)
    .y(({ hypervolume }) => height - 1 - ((height - 2) * hypervolume) / most);
  return path([{ evaluated: 0, hypervolume: 0 }, ...points]) ?? "";
}

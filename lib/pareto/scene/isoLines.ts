import { figureText } from "../../base/figure";
import { type Corner, linePath } from "../../plot/stepPath";
import type { IsoLine } from "../isoLine";
import type { PlotFrame } from "./frame";

/** A line of constant parameters as it is drawn, with a dot for each depth. */
export interface DrawnIsoLine {
  readonly id: string;
  readonly own: boolean;
  readonly label: string;
  readonly path: string;
  readonly dots: readonly (Corner & { readonly blocks: number })[];
  /** Where its name goes: the last dot in view, null when none is. */
  readonly end: Corner | null;
}

/** Lays lines of constant parameters on the axes; a line needs two points that have both metrics. */
export function drawnIsoLines(
  lines: readonly IsoLine[],
  { x, y, inner }: PlotFrame,
): readonly DrawnIsoLine[] {
  return lines.flatMap(({ id, parameters, own, points }) => {
    const dots = points.flatMap(({ blocks, figures }) => {
      const [atX, atY] = [figures[x.metric]?.value, figures[y.metric]?.value];
      if (atX === undefined || atY === undefined) return [];
      const dot = { blocks, x: x.scale.at(atX), y: y.scale.at(atY) };
      return Number.isFinite(dot.x) && Number.isFinite(dot.y) ? [dot] : [];
    });
    if (dots.length < 2) return [];
    const seen = dots.filter(
      (dot) =>
        dot.x >= inner.x &&
        dot.x <= inner.x + inner.width &&
        dot.y >= inner.y &&
        dot.y <= inner.y + inner.height,
    );
    const label = `${figureText(parameters, "parameters")} at ${depthRange(dots)}`;
    return [{ id, own, label, path: linePath(dots), dots, end: seen.at(-1) ?? null }];
  });
}

function depthRange(dots: readonly { readonly blocks: number }[]): string {
  return `${dots[0]?.blocks} to ${dots.at(-1)?.blocks} blocks`;
}

import { resize, walkDepth } from "../cost/depthWidth";
import { parameterTable, sumParameters } from "../cost/parameters";
import type { Design } from "../design/design";
import { layerCount } from "../design/flatten";
import { maxLayers } from "../design/parseDesign";
import type { IsoLine, IsoPoint } from "../pareto/isoLine";
import type { Predictions } from "./predictions";

/** Sizes of the lines, as multiples of the design's own parameters. */
const sizes = [1, 0.5, 2] as const;
/** Depths of the points of a line, as multiples of the design's own depth. */
const depths = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4] as const;

/**
 * Lines of constant parameters through the neighbourhood of a design: the design at half, its own and twice its size, each
 * walked along depth as the depth-width control does, and predicted like any other design. One point a step, so that
 * the page can stop in between; every step gives the lines known so far.
 */
export function* isoParameterLines(
  origin: Design,
  predictions: Predictions,
): Generator<readonly IsoLine[], void> {
  const own = sumParameters(parameterTable(origin)).total;
  const blocks = layerCount(origin.stages) / 2;
  let lines: readonly IsoLine[] = [];
  for (const size of sizes) {
    const sized = size === 1 ? origin : resize(origin, own * size, { hold: "total" });
    const wanted = size === 1 ? own : sumParameters(parameterTable(sized)).total;
    let points: readonly IsoPoint[] = [];
    for (const depth of depths) {
      const point = pointAt(sized, Math.round(blocks * depth), predictions);
      if (point === null || points.some((known) => known.blocks === point.blocks)) continue;
      points = [...points, point];
      yield [...lines, { id: `iso-${size}`, parameters: wanted, own: size === 1, points }];
    }
    lines = [...lines, { id: `iso-${size}`, parameters: wanted, own: size === 1, points }];
  }
}

/** Largest miss of the parameter count that still counts as constant. */
const tolerance = 0.03;

/** The design at another depth; null where no legal width holds its parameters. */
function pointAt(sized: Design, blocks: number, predictions: Predictions): IsoPoint | null {
  if (blocks < 1 || 2 * blocks > maxLayers) return null;
  const { design, held } = walkDepth(sized, blocks, { hold: "total" });
  if (Math.abs(held.reached / held.wanted - 1) > tolerance) return null;
  return { blocks: layerCount(design.stages) / 2, figures: predictions.figuresOf(design) };
}

import type { WeightPrecision } from "../cost/workload";
import type { OperatorFamily } from "../design/operator";
import type { TimeCause } from "./prediction";

/** Layers that cost a runtime alike: softmax attention, other mixers (recurrences, convolutions), feed-forward. */
export type LayerGroup = "attention" | "linear" | "feedForward";

/** How far a runtime reaches the kernels' times, by what binds them; `overhead` is the share of launches that shows. */
export type CauseFactors = Readonly<Record<TimeCause, number>>;

/** Time a runtime adds to the kernels: a property of the stack, not of the GPU. */
export interface RuntimeStack {
  readonly id: string;
  readonly name: string;
  readonly factors: CauseFactors;
  /** Weight precision of the timings the stack was fitted to; absent where it serves all. */
  readonly precision?: WeightPrecision;
  /** Microseconds a layer, by what kind of layer it is. */
  readonly perLayerUs: Readonly<Record<LayerGroup, number>>;
  /** Microseconds a step. */
  readonly perStepUs: number;
  /** True where the host launches every kernel: kernels hide behind the host or the host behind the kernels. */
  readonly hostBound: boolean;
  /** Half-width of the 90 % interval this stack adds, in log latency. */
  readonly halfWidth: number;
  /** Whether the parameters were fitted to whole-model timings of this very device. */
  readonly calibrated: boolean;
  /** Where the parameters come from, in a sentence or two. */
  readonly origin: string;
}

/** Every cause at the same factor. */
export function evenFactors(factor: number, launches = factor): CauseFactors {
  return {
    compute: factor,
    "weight traffic": factor,
    "cache traffic": factor,
    "state traffic": factor,
    "activation traffic": factor,
    overhead: launches,
  };
}

/** The group an operator family belongs to. */
export function layerGroup(family: OperatorFamily): LayerGroup {
  switch (family) {
    case "softmax attention":
      return "attention";
    case "state space":
    case "linear attention":
    case "convolution":
      return "linear";
    case "feed-forward":
      return "feedForward";
  }
}

/**
 * Time of a phase from the kernels' (as the stack reaches them) and the runtime's: a graph launches without the host, so
 * that overheads add; otherwise the slower of the two shows, blended by a power mean of order 4 where they are alike.
 */
export function phaseUs(
  stack: Pick<RuntimeStack, "hostBound">,
  kernelsUs: number,
  overheadUs: number,
): number {
  if (!stack.hostBound) return kernelsUs + overheadUs;
  const slow = Math.max(kernelsUs, overheadUs);
  return slow === 0 ? 0 : slow * ((kernelsUs / slow) ** 4 + (overheadUs / slow) ** 4) ** 0.25;
}

/** The sum of kernels and nothing else: what a perfect runtime would reach. */
export const kernelsStack: RuntimeStack = {
  id: "kernels",
  name: "Sum of kernels",
  factors: evenFactors(1),
  perLayerUs: { attention: 0, linear: 0, feedForward: 0 },
  perStepUs: 0,
  hostBound: false,
  halfWidth: 0,
  calibrated: true,
  origin:
    "Kernel times alone; a real runtime adds gaps between kernels and is commonly 1.1 to 1.4 times slower.",
};

import type { OperatorFamily } from "../design/operator";

/** Layers that cost a runtime alike: softmax attention, other mixers (recurrences, convolutions), feed-forward. */
export type LayerGroup = "attention" | "linear" | "feedForward";

/** Time a runtime adds to the kernels: a property of the stack, not of the GPU. */
export interface RuntimeStack {
  readonly id: string;
  readonly name: string;
  /** Kernel times as this runtime reaches them, over the measured kernels. */
  readonly factor: number;
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
 * Time of a phase from the kernels' and the host's: a graph launches without the host, so that overheads add; otherwise
 * the slower of the two shows, blended by a power mean of order 4 where they are alike.
 */
export function phaseUs(stack: RuntimeStack, kernelsUs: number, overheadUs: number): number {
  const device = stack.factor * kernelsUs;
  if (!stack.hostBound) return device + overheadUs;
  const slow = Math.max(device, overheadUs);
  return slow === 0 ? 0 : slow * ((device / slow) ** 4 + (overheadUs / slow) ** 4) ** 0.25;
}

/** The sum of kernels and nothing else: what a perfect runtime would reach. */
export const kernelsStack: RuntimeStack = {
  id: "kernels",
  name: "Sum of kernels",
  factor: 1,
  perLayerUs: { attention: 0, linear: 0, feedForward: 0 },
  perStepUs: 0,
  hostBound: false,
  halfWidth: 0,
  calibrated: true,
  origin: "Kernel times alone; a real runtime adds gaps between kernels and is up to 1.4 times slower.",
};

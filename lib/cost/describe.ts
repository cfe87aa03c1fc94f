import type { Design } from "../design/design";
import { layerCount } from "../design/flatten";
import { printNotation } from "../design/notation";
import { cacheTable, kvBytesPerToken, stateBytes } from "./cache";
import { addCost, kernelCost, noCost } from "./kernelCost";
import { lowerStep } from "./lower";
import { type ParameterTotals, parameterTable, sumParameters } from "./parameters";
import { bf16Formats } from "./precision";
import { weightBytes } from "./weightBytes";

/** What can be counted exactly of a design. Bytes are at bf16, recurrent states in fp32. */
export interface DesignDescription {
  readonly name: string;
  readonly notation: string;
  readonly params: ParameterTotals;
  readonly layers: number;
  /** (mixers + FFNs) / 2. */
  readonly depthBlocks: number;
  readonly weightBytes: number;
  /** KV cache one more position takes, in all attention layers, while no window is full. */
  readonly kvBytesPerToken: number;
  /** Layers whose cache stops growing at a window; empty without sliding-window attention. */
  readonly kvWindows: readonly {
    readonly operator: string;
    readonly layers: number;
    readonly window: number;
    readonly bytesPerToken: number;
  }[];
  /** Recurrent and convolution state of one sequence. */
  readonly stateBytes: number;
  /** One decode step at an empty context, LM head included; a multiply and an add count as two. */
  readonly flopsPerToken: number;
}

/** Counts a design: parameters, bytes, states and FLOPs, all exact. Work grows with its distinct operators, not its depth. */
export function describeDesign(design: Design): DesignDescription {
  const parameters = parameterTable(design);
  const caches = cacheTable(design);
  const layers = layerCount(design.stages);
  return {
    name: design.name,
    notation: printNotation(design.stages),
    params: sumParameters(parameters),
    layers,
    depthBlocks: layers / 2,
    weightBytes: weightBytes(parameters, bf16Formats),
    kvBytesPerToken: kvBytesPerToken(caches, bf16Formats),
    kvWindows: caches.flatMap((group) =>
      group.shape.window === null
        ? []
        : [
            {
              operator: group.operator,
              layers: group.count,
              window: group.shape.window,
              bytesPerToken: kvBytesPerToken([group], bf16Formats),
            },
          ],
    ),
    stateBytes: stateBytes(caches, bf16Formats),
    flopsPerToken: flopsPerToken(design),
  };
}

/** FLOPs of one decode step of one sequence at an empty context, every kernel counted. */
export function flopsPerToken(design: Design): number {
  let sum = noCost;
  for (const { count, kernels } of lowerStep(design, { phase: "decode", batch: 1, tokens: 1, context: 0 }))
    for (const kernel of kernels) sum = addCost(sum, kernelCost(kernel, bf16Formats), count);
  return sum.flops;
}

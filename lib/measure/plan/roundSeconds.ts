import { kernelCost } from "../../cost/kernelCost";
import type { Backend } from "../backend/backend";
import { formatsOfGraph, kernelsOfBlock } from "../fit/blockKernels";
import type { BlockCase } from "../graph/blockCase";
import { promptEvery } from "./plan";

/** Modest rates at which weights are read and arithmetic is done, a second: they set how long short plans take. */
const rates = {
  wasm: { bytes: 8e9, flops: 2e10 },
  webnn: { bytes: 8e9, flops: 2e10 },
  webgpu: { bytes: 5e10, flops: 1e12 },
} as const;

/** What a block adds to a round, in seconds, roughly: one run, or a third of one for a prompt. */
export function roundSeconds(block: BlockCase, kind: Backend["kind"]): number {
  const formats = formatsOfGraph(block.precision);
  const seconds = kernelsOfBlock(block).reduce((sum, kernel) => {
    const { weightBytes, flops } = kernelCost(kernel, formats);
    return sum + weightBytes / rates[kind].bytes + flops / rates[kind].flops;
  }, 0);
  return block.phase === "decode" ? seconds : seconds / promptEvery;
}

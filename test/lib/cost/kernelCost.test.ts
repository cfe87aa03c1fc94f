import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesMoved, kernelCost } from "@/lib/cost/kernelCost";
import { lowerStep } from "@/lib/cost/lower";
import { bf16Formats, type Formats } from "@/lib/cost/precision";
import type { Kernel } from "@/lib/design/kernel";
import { arbitraryDesign } from "../design/arbitraryDesign";
import { slowCount } from "./slowCounter";

const arbitraryStep = fc.oneof(
  fc.record({
    phase: fc.constant("decode" as const),
    batch: fc.integer({ min: 1, max: 3 }),
    tokens: fc.constant(1),
    context: fc.integer({ min: 0, max: 12 }),
  }),
  fc.record({
    phase: fc.constant("prefill" as const),
    batch: fc.integer({ min: 1, max: 2 }),
    tokens: fc.integer({ min: 1, max: 9 }),
    context: fc.integer({ min: 0, max: 6 }),
  }),
);

const arbitraryFormats: fc.Arbitrary<Formats> = fc.record({
  weights: fc.constantFrom("fp32", "bf16", "fp8", "int8", "int4"),
  cache: fc.constantFrom("bf16", "fp8", "int8"),
  activations: fc.constantFrom("bf16", "fp32"),
});

const bytesPer = { fp32: 4, fp16: 2, bf16: 2, fp8: 1, int8: 1, int4: 0.5625 } as const;

function expectSlowCount(kernel: Kernel, formats: Formats): void {
  const fast = kernelCost(kernel, formats);
  const slow = slowCount(kernel);
  const activation = bytesPer[formats.activations];
  expect(fast.flops).toBeCloseTo(slow.flops, 4);
  expect(fast.weightBytes).toBeCloseTo(
    slow.weights * bytesPer[formats.weights] + slow.convWeights * activation,
    4,
  );
  expect(fast.cacheBytes).toBeCloseTo(slow.cache * bytesPer[formats.cache], 4);
  expect(fast.stateBytes).toBeCloseTo(slow.state * 4 + slow.convState * activation, 4);
  expect(fast.activationBytes).toBeCloseTo(slow.activations * activation, 4);
}

describe("kernelCost", () => {
  it("agrees with a slow counter for every kernel of random designs, steps and formats", () => {
    fc.assert(
      fc.property(arbitraryDesign, arbitraryStep, arbitraryFormats, (design, step, formats) => {
        for (const { kernels } of lowerStep(design, step))
          for (const kernel of kernels) expectSlowCount(kernel, formats);
      }),
      { numRuns: 40 },
    );
  });

  it.each(["delta", "gated-delta", "gla", "mamba2", "rwkv7"] as const)(
    "agrees with the slow counter over several chunks of the %s rule",
    (rule) => {
      const shape = { batch: 1, keyHeads: 1, valueHeads: 2, keyDim: 3, valueDim: 2 };
      for (const tokens of [64, 130, 300])
        expectSlowCount({ op: "recurrence", rule, phase: "prefill", tokens, ...shape }, bf16Formats);
    },
  );

  it("reads a window's keys and no more, however long the context", () => {
    const kernel = {
      op: "attention",
      phase: "decode",
      batch: 1,
      tokens: 1,
      heads: 4,
      kvHeads: 2,
      headDim: 64,
      window: 512,
    } as const;
    const near = kernelCost({ ...kernel, context: 511 }, bf16Formats);
    const far = kernelCost({ ...kernel, context: 100_000 }, bf16Formats);
    expect(far).toEqual(near);
    expect(far.cacheBytes).toBe(2 * 2 * 64 * 512 * 2);
  });

  it("adds up the bytes of all kinds", () => {
    const cost = kernelCost({ op: "gemm", role: "o_proj", m: 2, n: 3, k: 5 }, bf16Formats);
    expect(bytesMoved(cost)).toBe((15 + 10 + 6) * 2);
  });
});

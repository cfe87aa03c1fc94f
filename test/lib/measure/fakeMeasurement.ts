import { seededRandom } from "@/lib/base/random";
import { bytesMoved, kernelCost } from "@/lib/cost/kernelCost";
import { formatsOfGraph, kernelsOfBlock } from "@/lib/measure/fit/blockKernels";
import type { Plan, TimedCase } from "@/lib/measure/plan/plan";
import { quickPlan } from "@/lib/measure/plan/shippedPlans";
import { type Measurement, measurementSchema } from "@/lib/measure/record/measurement";
import type { CaseSamples } from "@/lib/measure/run/runEvents";

const precision = { activations: "float32", weights: "dense" } as const;

/** A quick plan over two small sizes. */
export const smallPlan: Plan = quickPlan(
  { precision, onGpu: false, memoryGib: null },
  { hiddenSizes: [256, 512], contexts: [64, 512], prompts: [32] },
);

/** A made-up device: 50 us a step, 4 us a kernel, 20 GB/s, 40 GFLOP/s. The oracle that fits must recover. */
export function deviceUs({ block }: TimedCase): number {
  const formats = formatsOfGraph(block.precision);
  return kernelsOfBlock(block).reduce((sum, kernel) => {
    const cost = kernelCost(kernel, formats);
    return sum + 4 + bytesMoved(cost) / 20_000 + cost.flops / 40_000;
  }, 50);
}

/** Samples of a case whose undisturbed time is `us`, with a spread above it. */
export function samplesOf(timed: TimedCase, us: number, seed = 1): CaseSamples {
  const random = seededRandom(seed);
  return {
    id: timed.id,
    name: timed.name,
    role: timed.role,
    samplesMs: Array.from({ length: 40 }, (_, run) => (us / 1000) * (run < 8 ? 1 : 1 + 0.1 * random())),
    createMs: 10,
    firstRunMs: 5,
    weightBytes: 1e6,
    copies: 1,
    reruns: 0,
    noisy: false,
  };
}

/** A measurement of the made-up device; `timeOf` bends single cases. */
export function fakeMeasurement(timeOf: (timed: TimedCase) => number | null = deviceUs): Measurement {
  return {
    schema: measurementSchema,
    id: "measured-test",
    name: "Made-up device",
    createdAt: "2026-01-02T03:04:05.000Z",
    plan: smallPlan,
    backend: { kind: "wasm", entry: "wasm", threads: 1 },
    findings: {
      probe: null,
      runtimeVersion: "1.30.0",
      checks: [],
      samples: smallPlan.cases.flatMap((timed) => {
        const us = timed.role === "reference" ? null : timeOf(timed);
        return us === null ? [] : [samplesOf(timed, us)];
      }),
      skipped: [],
      references: [1, 1.02],
      incidents: [],
    },
  };
}

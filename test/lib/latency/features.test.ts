import { describe, expect, it } from "vitest";
import { lowerStep } from "@/lib/cost/lower";
import { bf16Formats } from "@/lib/cost/precision";
import { presets } from "@/lib/design/presets";
import { featureCounts, features } from "@/lib/latency/kernel/features";
import { classOf } from "@/lib/latency/kernel/kernelClass";
import { kernelWork } from "@/lib/latency/kernel/kernelWork";

describe("features of the residual trees", () => {
  it("are as many as their class is said to have, for every kernel of every preset", () => {
    const seen = new Set<string>();
    for (const { design } of presets)
      for (const phase of ["prefill", "decode"] as const)
        for (const { kernels } of lowerStep(design, {
          phase,
          batch: 1,
          tokens: phase === "prefill" ? 256 : 1,
          context: 0,
        }))
          for (const kernel of kernels) {
            const { kernelClass } = classOf(kernel, bf16Formats);
            seen.add(kernelClass);
            expect(features(kernel, kernelWork(kernel, bf16Formats), 10, 132)).toHaveLength(
              featureCounts[kernelClass],
            );
          }
    expect([...seen]).toEqual(expect.arrayContaining(["gemm_bf16", "elementwise", "embedding", "sampling"]));
  });
});

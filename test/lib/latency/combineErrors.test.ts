import { describe, expect, it } from "vitest";
import { combineErrors } from "@/lib/latency/combineErrors";
import type { DeviceProfile } from "@/lib/latency/deviceProfile";
import type { KernelTotal } from "@/lib/latency/operatorTime";
import { kernelsStack } from "@/lib/latency/runtimeStack";
import { shippedProfile } from "./shippedProfile";

const base = shippedProfile("h100_sxm");
const correlated = (correlation: number): DeviceProfile => ({
  ...base,
  models: { ...base.models, gemm_bf16: { ...base.models.gemm_bf16, correlation } },
});
const total = (shape: string, us: number, halfWidth: number): KernelTotal => ({
  shape,
  kernelClass: "gemm_bf16",
  us,
  halfWidth,
  calibrated: true,
  causes: [1, 0, 0, 0, 0, 0],
  notes: [],
});

describe("errors of a sum of kernels", () => {
  it("of one shape are one error, however often it runs", () => {
    const one = combineErrors(correlated(0), kernelsStack, 100, [{ total: total("a", 100, 0.2), count: 1 }]);
    const many = combineErrors(correlated(0), kernelsStack, 100, [
      { total: total("a", 10, 0.2), count: 4 },
      { total: total("a", 20, 0.2), count: 3 },
    ]);
    expect(one).toBeCloseTo(0.2, 12);
    expect(many).toBeCloseTo(0.2, 12);
  });

  it("of different shapes add by their squares when independent, straight when they go together", () => {
    const kernels = ["a", "b", "c", "d"].map((shape) => ({ total: total(shape, 25, 0.2), count: 1 }));
    expect(combineErrors(correlated(0), kernelsStack, 100, kernels)).toBeCloseTo(0.1, 12);
    expect(combineErrors(correlated(1), kernelsStack, 100, kernels)).toBeCloseTo(0.2, 12);
    expect(combineErrors(correlated(0.5), kernelsStack, 100, kernels)).toBeCloseTo(
      Math.sqrt(0.5 * 0.2 ** 2 + 0.5 * 0.1 ** 2),
      12,
    );
  });

  it("take the stack's own error in by its square, and are nothing of nothing", () => {
    const stack = { ...kernelsStack, halfWidth: 0.3 };
    const kernels = [{ total: total("a", 100, 0.4), count: 1 }];
    expect(combineErrors(correlated(0), stack, 100, kernels)).toBeCloseTo(0.5, 12);
    expect(combineErrors(correlated(0), stack, 0, [])).toBe(0);
  });
});

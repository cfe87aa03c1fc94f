import { describe, expect, it } from "vitest";
import type { KernelRow } from "@/lib/latency/fit/kernelTable";
import { sheetFromRows } from "@/lib/latency/fit/sheetFromRows";

/** A GEMM on a device of 80 TFLOP/s and 800 GB/s with 3 µs of launch. */
function gemm(m: number, n: number, k: number): KernelRow {
  const compute = (2 * m * n * k) / 80e6;
  const memory = (2 * (m * n + n * k + m * k)) / 800e3;
  return {
    kernelClass: "gemm_bf16",
    kernel: { op: "gemm", role: "measured", m, n, k },
    implementation: "",
    latencyUs: 3 + Math.max(compute, memory),
  };
}

describe("a data sheet read off kernels", () => {
  it("finds both rates where rows stream and rows compute", () => {
    const sheet = sheetFromRows([gemm(1, 16384, 16384), gemm(8192, 8192, 8192)], 24e9);
    expect(sheet.bandwidth / 800e9).toBeCloseTo(1, 1);
    expect(sheet.peakBf16 / 80e12).toBeCloseTo(1, 1);
    expect(sheet.memoryBytes).toBe(24e9);
  });

  it("does not take the slow traffic of large computing rows for the memory's rate", () => {
    const sheet = sheetFromRows([gemm(1, 4096, 4096), gemm(16384, 16384, 16384)], 24e9);
    expect(sheet.bandwidth).toBeGreaterThan(300e9);
  });
});

import { describe, expect, it } from "vitest";
import { fitDevice } from "@/lib/latency/fit/fitDevice";
import type { KernelRow } from "@/lib/latency/fit/kernelTable";
import { assumedBalance, sheetFromRows } from "@/lib/latency/fit/sheetFromRows";

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
    const { sheet } = sheetFromRows([gemm(1, 16384, 16384), gemm(8192, 8192, 8192)], 24e9);
    expect(sheet.bandwidth / 800e9).toBeCloseTo(1, 1);
    expect(sheet.peakBf16 / 80e12).toBeCloseTo(1, 1);
    expect(sheet.memoryBytes).toBe(24e9);
  });

  it("does not take the slow traffic of large computing rows for the memory's rate", () => {
    const { sheet } = sheetFromRows([gemm(1, 4096, 4096), gemm(16384, 16384, 16384)], 24e9);
    expect(sheet.bandwidth).toBeGreaterThan(300e9);
  });

  it("takes no peak from products that stream", () => {
    const rows = [1, 4, 16].flatMap((m) => [gemm(m, 8192, 8192), gemm(m, 16384, 16384)]);
    const { sheet, peakAssumed } = sheetFromRows(rows, 24e9);
    expect(peakAssumed).toBe(true);
    expect(sheet.peakBf16 / sheet.bandwidth).toBeGreaterThanOrEqual(assumedBalance);
  });

  it("takes half the fp8 peak where only fp8 was measured", () => {
    const rows = [gemm(1, 16384, 16384), gemm(8192, 8192, 8192)].map(
      (row): KernelRow => ({ ...row, kernelClass: "gemm_fp8" }),
    );
    const { sheet, peakAssumed } = sheetFromRows(rows, 24e9);
    expect(peakAssumed).toBe(false);
    expect(sheet.peakFp8! / 80e12).toBeCloseTo(1, 1);
    expect(sheet.peakBf16).toBe(sheet.peakFp8! / 2);
  });

  it("does not take the arithmetic of a state update for the matrix rate", () => {
    const rows = [1, 64, 512].map(
      (batch): KernelRow => ({
        kernelClass: "delta_decode",
        kernel: {
          op: "recurrence",
          rule: "gated-delta",
          phase: "decode",
          batch,
          tokens: 1,
          keyHeads: 16,
          valueHeads: 32,
          keyDim: 128,
          valueDim: 128,
        },
        implementation: "",
        latencyUs: 3 + 4.2 * batch,
      }),
    );
    expect(sheetFromRows(rows, 24e9).peakAssumed).toBe(true);
  });
});

describe("a device fitted without a data sheet", () => {
  it("says that its peak is assumed and widens what was not measured", () => {
    const rows = [1, 2, 4, 8, 16].flatMap((m) => [1024, 2048, 4096, 8192].map((n) => gemm(m, n, 4096)));
    const fit = fitDevice(rows, { id: "x", name: "x", memoryBytes: 24e9 });
    if (!fit.ok) throw new Error(fit.problems[0]!.message);
    expect(fit.value.notes.join(" ")).toContain("assumed");
    expect(fit.value.profile.models.prefill_attention.band.large).toBeGreaterThanOrEqual(Math.LN10);
    const known = fitDevice([...rows, gemm(8192, 8192, 8192)], { id: "x", name: "x", memoryBytes: 24e9 });
    if (!known.ok) throw new Error(known.problems[0]!.message);
    expect(known.value.profile.models.prefill_attention.band.large).toBeLessThan(Math.LN10);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { largestBatch, memoryOf } from "@/lib/cost/memory";
import { shippedWorkloads } from "@/lib/cost/workloads";
import { findPreset } from "@/lib/design/presets";
import { arbitraryDesign } from "../design/arbitraryDesign";

const workload = shippedWorkloads.find((candidate) => candidate.id === "paper-32k")!;
const qwen = findPreset("qwen3-0.6b")!.design;

describe("memoryOf", () => {
  it("adds weights, caches and states in the workload's formats", () => {
    const memory = memoryOf(qwen, { batch: 4, context: 32_768, workload });
    expect(memory.weightBytes).toBe(2 * 596_049_920);
    expect(memory.kvCacheBytes).toBe(4 * 32_768 * 114_688);
    expect(memory.stateBytes).toBe(0);
    const { totalBytes, ...parts } = memory;
    expect(Object.values(parts).reduce((a, b) => a + b, 0)).toBe(totalBytes);
  });

  it("halves the cache at fp8", () => {
    const fp8 = memoryOf(qwen, { batch: 1, context: 1000, workload: { ...workload, cachePrecision: "fp8" } });
    expect(fp8.kvCacheBytes).toBe(1000 * 57_344);
  });

  it("stops the cache of window layers at the window and counts meta tokens", () => {
    const tp = findPreset("nemotron-flash-3b-tp")!.design;
    const memory = memoryOf(tp, { batch: 1, context: 32_768, workload });
    expect(memory.kvCacheBytes).toBe((32_768 + 256) * 3072 + 8192 * 6144);
  });

  it("keeps recurrent states in fp32, whatever the weights are", () => {
    const flash = findPreset("nemotron-flash-1b")!.design;
    const memory = memoryOf(flash, { batch: 2, context: 10, workload: { ...workload, precision: "int4" } });
    const recurrent = 6 * 524_288 + 4 * 262_144;
    const conv = 6 * (4096 + 256) * 3 + 4 * 3 * 2048 * 3;
    expect(memory.stateBytes).toBe(2 * (recurrent * 4 + conv * 2));
  });
});

describe("largestBatch", () => {
  it("is the last batch that fits", () => {
    fc.assert(
      fc.property(
        arbitraryDesign,
        fc.integer({ min: 10_000, max: 50_000_000 }),
        fc.integer({ min: 0, max: 500 }),
        (design, availableBytes, context) => {
          const batch = largestBatch(design, { context, workload, availableBytes });
          const total = (size: number) => memoryOf(design, { batch: size, context, workload }).totalBytes;
          if (batch > 0) expect(total(batch)).toBeLessThanOrEqual(availableBytes);
          expect(total(batch + 1)).toBeGreaterThan(availableBytes);
        },
      ),
    );
  });

  it("is 0 when the weights alone do not fit", () => {
    expect(largestBatch(qwen, { context: 1, workload, availableBytes: 1e9 })).toBe(0);
  });
});

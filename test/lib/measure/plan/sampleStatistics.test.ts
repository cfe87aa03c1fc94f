import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { hasDrifted, isNoisy, referenceDrift, sampleStatistics } from "@/lib/measure/plan/sampleStatistics";

describe("statistics of samples", () => {
  it("give median, tenth and ninetieth percentile", () => {
    const statistics = sampleStatistics(Array.from({ length: 101 }, (_, index) => 100 - index));
    expect(statistics).toMatchObject({ count: 101, median: 50, p10: 10, p90: 90, least: 0 });
  });

  it("add up over the blocks of a stack by medians, and not by low percentiles", () => {
    const random = seededRandom(8);
    const runs = 4000;
    // Times of eight blocks, each with scatter of its own; a stack takes the sum of them in every run.
    const blocks = Array.from({ length: 8 }, (_, block) =>
      Array.from({ length: runs }, () => (1 + block) * (1 + 0.3 * (random() + random() - 1))),
    );
    const stack = Array.from({ length: runs }, (_, run) =>
      blocks.reduce((sum, block) => sum + (block[run] ?? 0), 0),
    );
    const sumOf = (figure: "median" | "p10") =>
      blocks.reduce((sum, block) => sum + sampleStatistics(block)[figure], 0) /
      sampleStatistics(stack)[figure];
    expect(sumOf("median")).toBeCloseTo(1, 2);
    expect(sumOf("p10")).toBeLessThan(0.93);
  });

  it("hold the true median in about 90 % of intervals", () => {
    const random = seededRandom(5);
    let held = 0;
    for (let trial = 0; trial < 2000; trial++) {
      const { medianLo, medianHi } = sampleStatistics(Array.from({ length: 25 }, () => random() ** 2));
      if (medianLo <= 0.25 && medianHi >= 0.25) held += 1;
    }
    expect(held / 2000).toBeGreaterThan(0.87);
    expect(held / 2000).toBeLessThan(0.97);
  });

  it("call a wide spread noisy and a tight one not", () => {
    expect(isNoisy(sampleStatistics([1, 1.1, 1.2, 1.3, 1.4]))).toBe(false);
    expect(isNoisy(sampleStatistics([1, 1, 1, 3, 3]))).toBe(true);
  });

  it("measure the drift of a reference against its fastest visit", () => {
    expect(referenceDrift([2])).toBe(0);
    expect(referenceDrift([2, 2.1])).toBeCloseTo(0.05);
    expect(hasDrifted([2, 2.1])).toBe(false);
    expect(hasDrifted([2.3, 2])).toBe(true);
  });
});

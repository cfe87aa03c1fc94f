import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { hasDrifted, isNoisy, referenceDrift, sampleStatistics } from "@/lib/measure/plan/sampleStatistics";

describe("statistics of samples", () => {
  it("give median, tenth and ninetieth percentile", () => {
    const statistics = sampleStatistics(Array.from({ length: 101 }, (_, index) => 100 - index));
    expect(statistics).toMatchObject({ count: 101, median: 50, undisturbed: 10, p90: 90, least: 0 });
  });

  it("add up over the blocks of a stack by the tenth percentile even where the scheduler interrupts", () => {
    const random = seededRandom(8);
    // Other work takes the processor for 4 ms about every 12 ms, whatever runs: long stacks are hit more often.
    const timed = (ms: number) => ms * (1 + 0.02 * random()) + (random() < ms / 12 ? 4 : 0);
    const blocksMs = [0.5, 1, 0.8, 1, 0.6, 1, 0.9, 1];
    const runsOf = (ms: number) => sampleStatistics(Array.from({ length: 60 }, () => timed(ms)));
    const stack = runsOf(blocksMs.reduce((sum, ms) => sum + ms, 0));
    const sumOf = (figure: "median" | "undisturbed") =>
      blocksMs.reduce((sum, ms) => sum + runsOf(ms)[figure], 0);
    expect(Math.abs(sumOf("undisturbed") / stack.undisturbed - 1)).toBeLessThan(0.02);
    expect(sumOf("median") / stack.median).toBeLessThan(0.75);
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
    expect(isNoisy([1, 1.1, 1.2, 1.3, 1.4], 0)).toBe(false);
    expect(isNoisy([1, 1, 1, 3, 3], 0)).toBe(true);
    // One step of a coarse clock is no scatter.
    expect(isNoisy([0, 0, 0.1, 0.1, 0.1], 0.1)).toBe(false);
  });

  it("measure the drift of a reference against its fastest visit", () => {
    expect(referenceDrift([2])).toBe(0);
    expect(referenceDrift([2, 2.1])).toBeCloseTo(0.05);
    expect(hasDrifted([2, 2.1])).toBe(false);
    expect(hasDrifted([2.3, 2])).toBe(true);
  });
});

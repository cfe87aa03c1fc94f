import { describe, expect, it } from "vitest";
import { fitStack } from "@/lib/latency/fit/fitStack";
import type { StackRow } from "@/lib/latency/fit/stackRows";

const launches = { attention: 1, linear: 1, feedForward: 1 };

/** Timings of a runtime at half again the kernels' time, of models whose cache and weights move together. */
const rows = Array.from({ length: 12 }, (_, index): StackRow => {
  const weights = 100 * (1 + (index % 4));
  const cache = 50 + 30 * (index % 3);
  return {
    model: `m${index % 4}`,
    measuredUs: 1.5 * (weights + cache),
    causes: Float64Array.from([0, weights, cache, 0, 0, 5]),
    layerRuns: { attention: 10, linear: 0, feedForward: 10 },
    steps: 1,
  };
});

describe("a runtime fitted to timings", () => {
  it("states for every parameter the value that is in force, also where the timings refuse to free it", () => {
    const fit = fitStack(rows, { candidates: ["kernels", "cache", "compute", "layers", "steps"], launches });
    const stated = Object.fromEntries(fit.parameters.map(({ id, value }) => [id, value]));
    expect(fit.factors["weight traffic"]).toBeCloseTo(1.5, 6);
    expect(stated.kernels).toBe(fit.factors["weight traffic"]);
    expect(stated.compute).toBe(fit.factors.compute);
    expect(stated.cache).toBe(fit.factors["cache traffic"]);
    expect(fit.parameters.some(({ refused }) => refused !== null)).toBe(true);
  });
});

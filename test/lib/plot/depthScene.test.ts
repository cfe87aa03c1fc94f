import { describe, expect, it } from "vitest";
import { depthScene } from "@/lib/plot/depthScene";

const sample = (blocks: number, behind: number, latencyMs: number | null, optimal = false) => ({
  blocks,
  behind,
  lo: behind - 0.01,
  hi: behind + 0.01,
  latencyMs,
  optimal,
});

describe("the chart of depth and width", () => {
  const samples = [
    sample(4, 0.1, 100),
    sample(8, 0.01, 200, true),
    sample(16, 0, 400, true),
    sample(32, 0.02, 800),
  ];

  it("puts greater loss and greater latency higher", () => {
    const scene = depthScene(samples, 400, 260);
    expect(scene.loss.y.at(0.1)).toBeLessThan(scene.loss.y.at(0.01));
    expect(scene.latency?.y.at(800)).toBeLessThan(scene.latency?.y.at(100) ?? 0);
    expect(scene.latency?.y.at(0)).toBeGreaterThan(scene.loss.y.at(0));
  });

  it("shades the optimal depths and no others", () => {
    const { optimal, x } = depthScene(samples, 400, 260);
    expect(optimal?.from).toBeGreaterThan(x.at(4));
    expect(optimal?.from).toBeLessThan(x.at(8));
    expect(optimal?.to).toBeGreaterThan(x.at(16));
    expect(optimal?.to).toBeLessThan(x.at(32));
  });

  it("shades nothing when no depth meets the budget", () => {
    expect(depthScene([sample(4, 0, 100)], 400, 260).optimal).toBeNull();
  });

  it("leaves latency out where it is unknown, and holds without any depth", () => {
    expect(depthScene([sample(4, 0, null), sample(8, 0.1, null)], 400, 260).latency).toBeNull();
    expect(depthScene([], 400, 260).loss.line).toBe("");
  });

  it("stays inside its box for one depth, equal depths, 1e-9 and 1e12", () => {
    for (const values of [[3], [5, 5, 5], [1e-9, 1e12], [1e12, 1e-9]]) {
      const { loss, latency, x } = depthScene(
        values.map((value, at) => sample(4 * 2 ** at, value, value)),
        400,
        260,
      );
      const dots = [...loss.dots, ...(latency?.dots ?? [])];
      expect(dots).toHaveLength(2 * values.length);
      for (const { x: atX, y: atY } of dots) {
        expect(atX).toBeGreaterThanOrEqual(x.range[0]);
        expect(atX).toBeLessThanOrEqual(x.range[1]);
        expect(atY).toBeGreaterThanOrEqual(0);
        expect(atY).toBeLessThanOrEqual(260);
      }
    }
  });

  it("gives latencies far below a millisecond the whole height of their chart", () => {
    const { latency } = depthScene([sample(4, 0.1, 0.001), sample(8, 0, 0.004)], 400, 260);
    const [bottom, top] = latency?.y.range ?? [0, 0];
    expect(latency?.y.at(0.004)).toBeLessThan(top + 0.1 * (bottom - top));
  });

  it("has no place for a budget or a depth beyond its axes, which would lie on the other chart", () => {
    const { latency, depthAt, x } = depthScene(samples, 400, 260);
    expect(latency?.budgetAt(400)).toBeCloseTo(latency?.y.at(400) ?? Number.NaN, 9);
    expect(latency?.budgetAt(5000)).toBeNull();
    expect(depthAt(8)).toBeCloseTo(x.at(8), 9);
    expect(depthAt(1)).toBeNull();
    expect(depthAt(200)).toBeNull();
  });
});

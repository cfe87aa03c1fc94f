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
});

import { describe, expect, it } from "vitest";
import { memoryOf } from "@/lib/cost/memory";
import type { Workload } from "@/lib/cost/workload";
import { shippedWorkloads } from "@/lib/cost/workloads";
import { findPreset } from "@/lib/design/presets";
import { predictLatency } from "@/lib/latency/predictLatency";
import {
  latencyAgainstLength,
  memoryAgainstContext,
  type SweepPoint,
  stepTimeAgainstContext,
  sweepLengths,
  throughputAgainstBatch,
} from "@/lib/latency/sweeps";
import { shippedProfile } from "./shippedProfile";

const h100 = shippedProfile("h100_sxm");
const qwen = findPreset("qwen3-0.6b")!.design;
const named = (id: string): Workload => shippedWorkloads.find((workload) => workload.id === id)!;

function expectGrowing(points: readonly SweepPoint[]) {
  for (let place = 1; place < points.length; place++) {
    expect(points[place]!.x).toBeGreaterThan(points[place - 1]!.x);
    expect(points[place]!.y).toBeGreaterThan(points[place - 1]!.y);
  }
}

function expectInsideBand(points: readonly SweepPoint[]) {
  for (const { y, lo, hi } of points) {
    expect(lo!).toBeLessThan(y);
    expect(hi!).toBeGreaterThan(y);
  }
}

describe("sweeps", () => {
  it("take a step against its context as the prediction of that step", () => {
    const points = stepTimeAgainstContext(qwen, named("paper-8k"), h100, "kernels");
    expect(points.map(({ x }) => x)).toEqual(sweepLengths);
    expectGrowing(points);
    expectInsideBand(points);
    const step = predictLatency(
      qwen,
      { ...named("paper-8k"), batch: 1, prompt: points[3]!.x, new: 1 },
      h100,
      "kernels",
    );
    expect(step.ok && step.value.msPerToken?.value).toBe(points[3]!.y);
  });

  it("count the prompt of a chat in, and none where it is in the cache already", () => {
    const chat = latencyAgainstLength(qwen, named("chat"), h100, "kernels");
    const cached = latencyAgainstLength(qwen, { ...named("chat"), phase: "decode" }, h100, "kernels");
    expectGrowing(chat);
    const whole = predictLatency(qwen, { ...named("chat"), new: sweepLengths[0]! }, h100, "kernels");
    if (!whole.ok) throw new Error("refused");
    expect(chat[0]!.y).toBe(whole.value.latencyMs.value);
    expect(chat[0]!.y - cached[0]!.y).toBeCloseTo(whole.value.prefillMs!.value, 9);
  });

  it("fill memory with the batch and end at the largest", () => {
    const points = throughputAgainstBatch(qwen, named("paper-32k"), h100, "kernels");
    const full = predictLatency(qwen, named("paper-32k"), h100, "kernels");
    expect(full.ok && full.value.maxBatch.value).toBe(points.at(-1)!.x);
    expectGrowing(points);
    expectInsideBand(points);
    const tiny = { ...h100, sheet: { ...h100.sheet, memoryBytes: 1e9 } };
    expect(throughputAgainstBatch(qwen, named("paper-32k"), tiny, "kernels")).toEqual([]);
  });

  it("hold no more prompt in flight than the context they stand for", () => {
    const asked = named("paper-32k");
    const points = memoryAgainstContext(qwen, asked);
    expectGrowing(points);
    expectInsideBand(points);
    const [first] = points;
    expect(first!.y).toBe(
      memoryOf(qwen, { batch: 1, context: first!.x, workload: { ...asked, prompt: first!.x } }).totalBytes,
    );
    expect(first!.y).toBe(memoryOf(qwen, { batch: 1, context: first!.x, workload: asked }).totalBytes);
  });
});

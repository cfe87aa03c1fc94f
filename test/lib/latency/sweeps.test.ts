import { describe, expect, it } from "vitest";
import { memoryOf } from "@/lib/cost/memory";
import type { Workload } from "@/lib/cost/workload";
import { shippedWorkloads } from "@/lib/cost/workloads";
import type { Design } from "@/lib/design/design";
import { findPreset } from "@/lib/design/presets";
import { predictLatency } from "@/lib/latency/predictLatency";
import {
  latencyAgainstBatch,
  latencyAgainstLength,
  memoryAgainstContext,
  stepTimeAgainstContext,
  throughputAgainstBatch,
} from "@/lib/latency/sweeps";
import { shippedProfile } from "./shippedProfile";

const h100 = shippedProfile("h100_sxm");
const preset = (id: string): Design => {
  const found = findPreset(id);
  if (found === null) throw new Error(id);
  return found.design;
};
const qwen = preset("qwen3-0.6b");
const flash = preset("nemotron-flash-1b");
const shipped = (id: string): Workload => {
  const found = shippedWorkloads.find((workload) => workload.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const rising = (values: readonly number[]) => values.slice(1).every((value, at) => value > values[at]!);

describe("latency against generated length", () => {
  it("is the workload's own prediction where the lengths agree, with its interval", () => {
    const workload = shipped("paper-8k");
    const found = predictLatency(flash, { ...workload, new: 8192 }, h100, "paper");
    if (!found.ok) throw new Error(found.problems[0]?.message);
    const { value, lo, hi } = found.value.latencyMs;
    const at = latencyAgainstLength(flash, workload, h100, "paper").find(({ x }) => x === 8192);
    expect(at).toEqual({ x: 8192, y: value, lo, hi });
  });

  it("rises with every length, and includes the prompt of a workload that has one", () => {
    const workload = shipped("chat");
    const curve = latencyAgainstLength(flash, workload, h100, "paper");
    expect(curve).toHaveLength(11);
    expect(rising(curve.map(({ y }) => y))).toBe(true);
    const without = latencyAgainstLength(flash, { ...workload, phase: "decode" }, h100, "paper");
    const whole = predictLatency(flash, { ...workload, new: curve[0]!.x }, h100, "paper");
    if (!whole.ok) throw new Error(whole.problems[0]?.message);
    expect(curve[0]!.y - without[0]!.y).toBeCloseTo(whole.value.prefillMs!.value, 9);
  });
});

describe("throughput against batch", () => {
  it("ends at the batch that fills the memory: one sequence more does not fit", () => {
    const workload = shipped("paper-32k");
    const full = throughputAgainstBatch(qwen, workload, h100, "paper").at(-1);
    if (full === undefined) throw new Error("no curve");
    const available = h100.sheet.memoryBytes - h100.reserveBytes;
    const memory = (batch: number) => {
      const found = predictLatency(qwen, { ...workload, batch }, h100, "paper");
      return found.ok ? found.value.memoryBytes.value : Number.POSITIVE_INFINITY;
    };
    expect(memory(full.x)).toBeLessThanOrEqual(available);
    expect(memory(full.x + 1)).toBeGreaterThan(available);
  });

  it("ranks two designs at one batch as their latency there does", () => {
    const workload = shipped("paper-32k");
    const [a, b] = [flash, qwen].map((design) => throughputAgainstBatch(design, workload, h100, "paper"));
    const latency = (design: Design, batch: number) => {
      const found = predictLatency(design, { ...workload, batch }, h100, "paper");
      if (!found.ok) throw new Error(found.problems[0]?.message);
      return found.value.latencyMs.value;
    };
    let compared = 0;
    for (const { x, y } of a ?? []) {
      const other = b?.find((point) => point.x === x);
      if (other === undefined) continue;
      compared++;
      expect(y / other.y).toBeCloseTo(latency(qwen, x) / latency(flash, x), 9);
    }
    expect(compared).toBeGreaterThan(3);
  });

  it("is the batch's tokens over its latency, at every batch", () => {
    const workload = shipped("paper-32k");
    const latencies = latencyAgainstBatch(qwen, workload, h100, "paper");
    const rates = throughputAgainstBatch(qwen, workload, h100, "paper");
    expect(latencies.map(({ x }) => x)).toEqual(rates.map(({ x }) => x));
    for (const [at, { x, y }] of latencies.entries())
      expect((1000 * x * workload.new) / y / rates[at]!.y).toBeCloseTo(1, 9);
  });

  it("is empty where not even one sequence fits", () => {
    const tiny = { ...h100, sheet: { ...h100.sheet, memoryBytes: 1e9 } };
    expect(throughputAgainstBatch(qwen, shipped("paper-32k"), tiny, "paper")).toEqual([]);
  });
});

describe("memory of one sequence against context", () => {
  it("grows by Qwen3-0.6B's 112 KiB of cache a token, as its published shape has it", () => {
    const curve = memoryAgainstContext(qwen, shipped("paper-8k"));
    const perToken = 28 * 2 * 8 * 128 * 2;
    for (const [at, { x, y }] of curve.slice(1).entries())
      expect((y - curve[at]!.y) / (x - curve[at]!.x)).toBeCloseTo(perToken, 3);
  });

  it("holds no more prompt in flight than the context it stands for", () => {
    const asked = shipped("paper-32k");
    const [first] = memoryAgainstContext(qwen, asked);
    const short = { ...asked, prompt: first!.x };
    expect(first!.y).toBe(memoryOf(qwen, { batch: 1, context: first!.x, workload: short }).totalBytes);
  });

  it("grows in a hybrid by its few attention layers alone", () => {
    const curve = memoryAgainstContext(flash, shipped("paper-8k"));
    const [first, last] = [curve[0]!, curve.at(-1)!];
    expect((last.y - first.y) / (last.x - first.x)).toBeCloseTo(2 * 2 * 4 * 128 * 2, 3);
  });
});

describe("time per token against context", () => {
  // What is fitted to measured kernels may dip by less than a thousandth; the intervals are a hundred times as wide.
  const notFalling = 0.999;

  it("does not fall with context, and rises less in a hybrid than in a transformer", () => {
    const growth = (design: Design) => {
      const curve = stepTimeAgainstContext(design, shipped("paper-8k"), h100, "paper");
      for (const [at, { y }] of curve.slice(1).entries())
        expect(y).toBeGreaterThan(notFalling * curve[at]!.y);
      return curve.at(-1)!.y / curve[0]!.y;
    };
    expect(growth(flash)).toBeGreaterThan(1);
    expect(growth(flash)).toBeLessThan(growth(qwen));
  });
});

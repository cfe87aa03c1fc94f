import { describe, expect, it } from "vitest";
import { weightFileBytes } from "@/lib/measure/graph/weights";
import { sampleStatistics } from "@/lib/measure/plan/sampleStatistics";
import { quickPlan } from "@/lib/measure/plan/shippedPlans";
import { type Bench, BrokenRuntimeError, DisagreementError, isFatal } from "@/lib/measure/run/bench";
import type { RunEvent } from "@/lib/measure/run/runEvents";
import { findingsAfter, noFindings } from "@/lib/measure/run/runFindings";
import { runPlan } from "@/lib/measure/run/runPlan";

const plan = quickPlan(
  { precision: { activations: "float32", weights: "dense" }, onGpu: false, memoryGib: null },
  {
    kinds: ["ffn", "conv"],
    hiddenSizes: [64, 128],
    contexts: [0],
    prompts: [],
    rounds: 10,
    coldMegabytes: 0,
  },
);

interface FakeBench extends Bench {
  readonly open: Bench["open"];
  readonly opened: { count: number; now: number; most: number };
  readonly order: number[];
}

/** A bench whose clock moves by what it is told runs take. */
function fakeBench(
  options: {
    readonly timeOf?: (bytes: number, run: number) => number;
    readonly fail?: (bytes: number) => Error | null;
  } = {},
): FakeBench {
  let now = 0;
  let runs = 0;
  const opened = { count: 0, now: 0, most: 0 };
  const order: number[] = [];
  return {
    opened,
    order,
    check: async () => ({ largestError: 1e-7, where: "output" }),
    refusal: () => null,
    now: () => now,
    clockStepMs: 0,
    open: async (graph) => {
      const bytes = weightFileBytes(graph.weights);
      const error = options.fail?.(bytes) ?? null;
      if (error !== null) throw error;
      opened.count += 1;
      opened.now += 1;
      opened.most = Math.max(opened.most, opened.now);
      return {
        run: async () => {
          const ms = options.timeOf?.(bytes, runs++) ?? 50;
          now += ms;
          order.push(bytes);
          return ms;
        },
        release: async () => {
          opened.now -= 1;
        },
      };
    },
  };
}

async function run(bench: Bench, cases = plan) {
  const events: RunEvent[] = [];
  await runPlan(bench, cases, { emit: (event) => events.push(event), gate: async () => {} });
  return events;
}

const samplesIn = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.kind === "samples" ? [event.samples] : []));

describe("running a plan", () => {
  it("times every case in the rounds asked for, and releases every session", async () => {
    const bench = fakeBench();
    const events = await run(bench);
    const samples = samplesIn(events);
    expect(samples.map(({ id }) => id).sort()).toEqual(
      plan.cases.flatMap(({ id, role }) => (role === "reference" ? [] : [id])).sort(),
    );
    for (const { samplesMs, noisy } of samples) {
      expect(samplesMs).toEqual(new Array(10).fill(50));
      expect(noisy).toBe(false);
    }
    expect(bench.opened.now).toBe(0);
    const progress = events.filter((event) => event.kind === "progress").at(-1);
    expect(progress).toMatchObject({ stage: "done", done: samples.length, total: samples.length });
  });

  it("takes turns in random order, so that no case follows itself twice in a row by rule", async () => {
    const bench = fakeBench();
    await run(bench);
    const sizes = new Set(bench.order);
    const [first] = sizes;
    const gaps = bench.order.map((size, index) => [size, index] as const).filter(([size]) => size === first);
    expect(sizes.size).toBeGreaterThan(4);
    expect(
      new Set(gaps.slice(1).map(([, index], place) => index - (gaps[place]?.[1] ?? 0))).size,
    ).toBeGreaterThan(2);
  });

  it("visits the reference block before the first group and after the last", async () => {
    const events = await run(fakeBench());
    const kinds = events.map(({ kind }) => kind).filter((kind) => kind === "reference" || kind === "samples");
    expect(kinds[0]).toBe("reference");
    expect(kinds.at(-1)).toBe("reference");
  });

  it("drops rounds that other work disturbed, for every case alike, and replaces them", async () => {
    const burst = (_bytes: number, count: number) => (count > 60 && count < 100 ? 200 : 50);
    const samples = samplesIn(await run(fakeBench({ timeOf: burst })));
    for (const { samplesMs, reruns } of samples) {
      expect(samplesMs).toEqual(new Array(10).fill(50));
      expect(reruns).toBe(samples[0]?.reruns);
      expect(reruns).toBeGreaterThan(2);
    }
  });

  it("says so when times scatter all along", async () => {
    const samples = samplesIn(
      await run(fakeBench({ timeOf: (_bytes, count) => (count % 3 === 0 ? 200 : 50) })),
    );
    expect(samples.some(({ noisy }) => noisy)).toBe(true);
    for (const { samplesMs } of samples)
      expect(samplesMs.length).toBeGreaterThanOrEqual(plan.protocol.fewestRounds);
  });

  it("visits groups that do not fit the memory together there and back, so that an even slowdown cancels", async () => {
    const memoryBytes = 300_000;
    const parted = { ...plan, protocol: { ...plan.protocol, memoryBytes } };
    let slow = 50;
    const findings = (await run(fakeBench({ timeOf: () => (slow *= 1.001) }), parted)).reduce(
      findingsAfter,
      noFindings,
    );
    expect(findings.samples.length).toBe(plan.cases.length - 1);
    const medians = findings.samples.map(({ samplesMs }) => sampleStatistics(samplesMs).median);
    for (const { samplesMs } of findings.samples) expect(samplesMs.length).toBe(10);
    const last = slow / 50;
    expect(last).toBeGreaterThan(1.2);
    expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(1.06);
  });

  it("stops at the fewest rounds when the time is up", async () => {
    const samples = samplesIn(await run(fakeBench({ timeOf: () => 60_000 })));
    for (const { samplesMs } of samples) expect(samplesMs.length).toBe(plan.protocol.fewestRounds);
  });

  it("skips what cannot be allocated and goes on with the rest", async () => {
    const fail = (bytes: number) =>
      bytes > 100_000 ? new RangeError("Array buffer allocation failed") : null;
    const small = { ...plan, cases: plan.cases.filter(({ role }) => role !== "reference") };
    const events = await run(fakeBench({ fail }), small);
    const skipped = events.filter((event) => event.kind === "skipped");
    expect(skipped.length).toBeGreaterThan(0);
    expect(skipped[0]).toMatchObject({ reason: "It did not run: Array buffer allocation failed" });
    expect(samplesIn(events).length).toBe(small.cases.length - skipped.length);
  });

  it("skips what the device refuses before opening it", async () => {
    const bench = fakeBench();
    const events = await run({ ...bench, refusal: () => "too large" });
    expect(samplesIn(events)).toEqual([]);
    expect(bench.opened.count).toBe(0);
    expect(events.filter((event) => event.kind === "skipped").length).toBe(plan.cases.length);
  });

  it("refuses a back end that differs from the reference, with the figure", async () => {
    const bench = { ...fakeBench(), check: async () => ({ largestError: 0.68, where: "state_present" }) };
    await expect(run(bench)).rejects.toThrow(DisagreementError);
    await expect(run(bench)).rejects.toThrow(/differs from the reference by 6.8e-1 \(state_present\)/);
    const infinite = { ...bench, check: async () => ({ largestError: Number.NaN, where: "output" }) };
    await expect(run(infinite)).rejects.toThrow(DisagreementError);
  });

  it("skips operators that a back end cannot run, with its reason, and measures the rest", async () => {
    const bench: Bench = {
      ...fakeBench(),
      check: async ({ parts }) => {
        if (parts[0]?.kind === "conv") throw new Error("no kernel for CausalConvWithState");
        return { largestError: 1e-7, where: "output" };
      },
    };
    const findings = (await run(bench)).reduce(findingsAfter, noFindings);
    const holdsConv = (id: string) =>
      plan.cases.find((one) => one.id === id)?.block.parts.some(({ kind }) => kind === "conv");
    expect(findings.skipped.length).toBeGreaterThan(0);
    for (const { id, reason } of findings.skipped) {
      expect(holdsConv(id), id).toBe(true);
      expect(reason).toBe("This back end does not run conv: no kernel for CausalConvWithState");
    }
    for (const { id } of findings.samples) expect(holdsConv(id), id).toBe(false);
    expect(findings.samples.some(({ id }) => id.includes("ffn"))).toBe(true);
  });

  it("gives a runtime up that breaks in a check", async () => {
    const check = async () => {
      throw new WebAssembly.RuntimeError("memory access out of bounds");
    };
    await expect(run({ ...fakeBench(), check })).rejects.toThrow(BrokenRuntimeError);
  });

  it("names the case in which a device is lost, and still releases the others", async () => {
    const bench = fakeBench({
      timeOf: (_bytes, count) => {
        if (count > 100) throw new Error("The GPU device was lost");
        return 50;
      },
    });
    await expect(run(bench)).rejects.toThrow(BrokenRuntimeError);
    expect(bench.opened.now).toBe(0);
  });

  it("tells errors that break the runtime from those that do not", () => {
    expect(isFatal(new WebAssembly.RuntimeError("unreachable"))).toBe(true);
    expect(isFatal(new Error("Aborted()"))).toBe(true);
    expect(isFatal(new Error("GPU device was destroyed"))).toBe(true);
    expect(isFatal(new RangeError("Array buffer allocation failed"))).toBe(false);
    expect(isFatal("text")).toBe(false);
  });
});

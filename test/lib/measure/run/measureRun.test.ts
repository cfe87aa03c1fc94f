import { describe, expect, it } from "vitest";
import { type RunState, startMeasureRun, type WorkerLike, watchdogMs } from "@/lib/measure/run/measureRun";
import type { WorkerReport, WorkerRequest } from "@/lib/measure/run/workerProtocol";
import { deviceUs, samplesOf, smallPlan } from "../fakeMeasurement";

const backend = { kind: "wasm", entry: "wasm", threads: 1 } as const;
const plan = { ...smallPlan, cases: smallPlan.cases.slice(0, 4) };
const timed = plan.cases.filter(({ role }) => role !== "reference");

/** Workers that do nothing by themselves; tests speak for them. */
function stage() {
  const workers: (WorkerLike & { readonly requests: WorkerRequest[]; ended: boolean })[] = [];
  let now = 0;
  const timers = new Map<number, { readonly at: number; readonly action: () => void }>();
  let lastTimer = 0;
  const states: RunState[] = [];
  const run = startMeasureRun(
    plan,
    backend,
    () => {
      const worker = {
        requests: [] as WorkerRequest[],
        ended: false,
        onmessage: null as WorkerLike["onmessage"],
        onerror: null as WorkerLike["onerror"],
        postMessage: (message: WorkerRequest) => {
          worker.requests.push(message);
        },
        terminate: () => {
          worker.ended = true;
        },
      };
      workers.push(worker);
      return worker;
    },
    {
      now: () => now,
      setTimeout: (action, ms) => {
        lastTimer += 1;
        timers.set(lastTimer, { at: now + ms, action });
        return lastTimer;
      },
      clearTimeout: (timer) => {
        timers.delete(timer);
      },
    },
    (state) => states.push(state),
  );
  return {
    run,
    workers,
    states,
    say: (report: WorkerReport) => workers.at(-1)?.onmessage?.({ data: report }),
    planOf: (place: number) => {
      const start = workers[place]?.requests[0];
      return start?.kind === "start" ? start.plan.cases.map(({ id }) => id) : [];
    },
    pass: (ms: number) => {
      now += ms;
      for (const [id, { at, action }] of [...timers])
        if (at <= now) {
          timers.delete(id);
          action();
        }
    },
    timers,
  };
}

const samples = (place: number): WorkerReport => {
  const one = timed[place];
  if (one === undefined) throw new Error("no case");
  return { kind: "event", event: { kind: "samples", samples: samplesOf(one, deviceUs(one)) } };
};

describe("seeing a run through", () => {
  it("gathers what the worker reports and ends it at the end", async () => {
    const { run, say, workers, timers } = stage();
    say({
      kind: "event",
      event: { kind: "checked", name: "FFN", figure: { largestError: 1e-7, where: "output" }, limit: 1e-5 },
    });
    say(samples(0));
    say({ kind: "event", event: { kind: "reference", ms: 2 } });
    say({ kind: "finished" });
    const outcome = await run.outcome;
    expect(outcome.kind).toBe("finished");
    expect(outcome.kind === "finished" && outcome.findings.samples.length).toBe(1);
    expect(outcome.kind === "finished" && outcome.findings.references).toEqual([2]);
    expect(workers[0]?.ended).toBe(true);
    expect(timers.size).toBe(0);
  });

  it("ends the worker at once when cancelled, at any stage", async () => {
    for (const reports of [[], [samples(0)], [{ kind: "alive" } as const]]) {
      const { run, say, workers, timers } = stage();
      for (const report of reports) say(report);
      run.cancel();
      expect(workers[0]?.ended).toBe(true);
      expect((await run.outcome).kind).toBe("cancelled");
      expect(timers.size).toBe(0);
    }
  });

  it("replaces a worker whose device is lost by one that does the rest", async () => {
    const { run, say, workers, planOf } = stage();
    say(samples(0));
    say({
      kind: "failed",
      failure: { kind: "broken", message: "The GPU device was lost: gone", caseId: timed[1]?.id ?? "" },
    });
    expect(workers.length).toBe(2);
    expect(workers[0]?.ended).toBe(true);
    expect(planOf(1)).not.toContain(timed[0]?.id);
    expect(planOf(1)).toContain(timed[1]?.id);
    say(samples(1));
    say(samples(2));
    say({ kind: "finished" });
    const outcome = await run.outcome;
    expect(outcome.kind === "finished" && outcome.findings.incidents).toEqual([
      "The GPU device was lost: gone",
    ]);
    expect(outcome.kind === "finished" && outcome.findings.samples.length).toBe(3);
  });

  it("leaves a case out that broke two workers", async () => {
    const { say, planOf, states } = stage();
    const caseId = timed[1]?.id ?? "";
    say({ kind: "failed", failure: { kind: "broken", message: "abort", caseId } });
    say({ kind: "failed", failure: { kind: "broken", message: "abort", caseId } });
    expect(planOf(2)).not.toContain(caseId);
    expect(states.at(-1)?.skipped).toMatchObject([{ id: caseId, reason: "abort" }]);
  });

  it("gives up when workers keep breaking outside any case", async () => {
    const { run, say } = stage();
    for (let time = 0; time < 2; time++)
      say({ kind: "failed", failure: { kind: "broken", message: "abort", caseId: "" } });
    expect(await run.outcome).toMatchObject({ kind: "failed", reason: "abort" });
  });

  it("ends a worker that gives no sign of life, and only then", async () => {
    const { say, workers, pass, states } = stage();
    pass(watchdogMs - 1);
    say({ kind: "alive" });
    pass(watchdogMs - 1);
    expect(workers.length).toBe(1);
    pass(1);
    expect(workers.length).toBe(2);
    expect(workers[0]?.ended).toBe(true);
    expect(states.at(-1)?.incidents[0]).toMatch(/no sign of life for 60 s/);
  });

  it("does not watch a paused worker, and lets it go on", () => {
    const { run, workers, pass, states } = stage();
    run.pause();
    pass(10 * watchdogMs);
    expect(workers.length).toBe(1);
    expect(states.at(-1)?.paused).toBe(true);
    run.resume();
    expect(workers[0]?.requests.map(({ kind }) => kind)).toEqual(["start", "pause", "resume"]);
    pass(watchdogMs);
    expect(workers.length).toBe(2);
  });

  it("keeps a worker that replaces a paused one paused", () => {
    const { run, say, workers, pass, states } = stage();
    run.pause();
    const caseId = timed[1]?.id ?? "";
    say({ kind: "failed", failure: { kind: "broken", message: "The GPU device was lost", caseId } });
    expect(workers[1]?.requests.map(({ kind }) => kind)).toEqual(["start", "pause"]);
    expect(states.at(-1)?.paused).toBe(true);
    pass(10 * watchdogMs);
    expect(workers.length).toBe(2);
    run.resume();
    expect(workers[1]?.requests.map(({ kind }) => kind)).toEqual(["start", "pause", "resume"]);
    pass(watchdogMs);
    expect(workers.length).toBe(3);
  });

  it("counts of a pause only what lies within the timing", () => {
    const { run, say, pass, states } = stage();
    const progress = (done: number): WorkerReport => ({
      kind: "event",
      event: { kind: "progress", stage: "timing", done, total: 10, label: "" },
    });
    run.pause();
    pass(30_000);
    // Its last word before it heard of the pause.
    say(progress(0));
    pass(5000);
    run.resume();
    pass(10_000);
    say(progress(5));
    expect(states.at(-1)?.secondsLeft).toBeCloseTo(10);
  });

  it("tells the time left from the pace so far, pauses apart", () => {
    const { run, say, pass, states } = stage();
    const progress = (done: number): WorkerReport => ({
      kind: "event",
      event: { kind: "progress", stage: "timing", done, total: 10, label: "" },
    });
    say(progress(0));
    pass(10_000);
    run.pause();
    pass(30_000);
    run.resume();
    say(progress(5));
    expect(states.at(-1)?.secondsLeft).toBeCloseTo(10);
  });

  it("refuses a back end that disagrees, and one that does not start", async () => {
    const wrong = stage();
    wrong.say({ kind: "failed", failure: { kind: "disagreement", message: "FFN differs by 0.7" } });
    expect(await wrong.run.outcome).toMatchObject({
      kind: "failed",
      reason: "This back end is refused: FFN differs by 0.7",
    });
    expect(wrong.workers.length).toBe(1);
    const absent = stage();
    absent.say({ kind: "failed", failure: { kind: "unavailable", message: "no backend" } });
    expect(await absent.run.outcome).toMatchObject({ kind: "failed" });
  });

  it("finishes with what it has when all else was left out", async () => {
    const { run, say } = stage();
    say(samples(0));
    say(samples(1));
    const caseId = timed[2]?.id ?? "";
    say({ kind: "failed", failure: { kind: "broken", message: "abort", caseId } });
    say({ kind: "failed", failure: { kind: "broken", message: "abort", caseId } });
    expect((await run.outcome).kind).toBe("finished");
  });
});

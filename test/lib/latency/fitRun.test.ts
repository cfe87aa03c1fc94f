import { describe, expect, it } from "vitest";
import type { FitAnswer, FitMessage } from "@/lib/latency/fitProtocol";
import {
  type FitOrder,
  type FitWorker,
  largestTablesBytes,
  readTables,
  startFit,
  tableFileProblems,
} from "@/lib/latency/fitRun";

class FakeWorker implements FitWorker {
  onmessage: FitWorker["onmessage"] = null;
  onerror: FitWorker["onerror"] = null;
  order: FitOrder | null = null;
  ended = false;
  postMessage(order: FitOrder) {
    this.order = order;
  }
  terminate() {
    this.ended = true;
  }
  say(data: FitMessage) {
    if (!this.ended) this.onmessage?.({ data });
  }
}

const order: FitOrder = { kind: "fit", id: "own-1", name: "Mine", files: [] };
const started = () => {
  const worker = new FakeWorker();
  const progress: number[] = [];
  const run = startFit(
    () => worker,
    order,
    (share) => progress.push(share),
  );
  return { worker, progress, run };
};
const file = (name: string, size: number, text = "") => ({ name, size, text: async () => text });

describe("a fit in a worker", () => {
  it("answers, and ends its worker", async () => {
    const { worker, run } = started();
    const answer = { notes: ["a note"] } as unknown as FitAnswer;
    expect(worker.order).toBe(order);
    worker.say({ kind: "done", answer });
    expect(await run.outcome).toEqual({ kind: "done", answer });
    expect(worker.ended).toBe(true);
  });

  it("ends at once when it is cancelled, and hears nothing after", async () => {
    const { worker, progress, run } = started();
    worker.say({ kind: "progress", share: 0.2, label: "GEMM" });
    run.cancel();
    worker.say({ kind: "progress", share: 0.4, label: "GEMM" });
    expect(await run.outcome).toEqual({ kind: "cancelled" });
    expect(worker.ended).toBe(true);
    expect(progress).toEqual([0.2]);
  });

  it("never shows progress going backwards", () => {
    const { worker, progress } = started();
    for (const share of [0.1, 0.5, 0.3, 0.6]) worker.say({ kind: "progress", share, label: "GEMM" });
    expect(progress).toEqual([0.1, 0.5, 0.5, 0.6]);
  });

  it("passes on why a table was refused", async () => {
    const { worker, run } = started();
    const problems = [{ field: "line 3, ms", message: "must be a positive number." }];
    worker.say({ kind: "failed", problems });
    expect(await run.outcome).toEqual({ kind: "failed", problems });
  });

  it("turns a crash into words", async () => {
    const { worker, run } = started();
    worker.onerror?.({});
    expect(await run.outcome).toMatchObject({
      kind: "failed",
      problems: [{ message: expect.stringMatching(/want of memory/) }],
    });
    expect(worker.ended).toBe(true);
  });
});

describe("files of timings", () => {
  it("are refused unread when empty or too large together", () => {
    expect(tableFileProblems([file("a.csv", 0)])).toMatchObject([
      { field: "a.csv", message: expect.stringMatching(/empty/) },
    ]);
    const half = largestTablesBytes / 2 + 1;
    expect(tableFileProblems([file("a.csv", half), file("b.csv", half)])).toMatchObject([
      { field: "a.csv, b.csv" },
    ]);
    expect(tableFileProblems([file("a.csv", half)])).toEqual([]);
  });

  it("are refused when they are no text", async () => {
    const { problems } = await readTables([file("a.csv", 9, "PK\u0003\0\0"), file("b.csv", 9, "m,n,k")]);
    expect(problems).toMatchObject([{ field: "a.csv", message: expect.stringMatching(/not a text file/) }]);
  });
});

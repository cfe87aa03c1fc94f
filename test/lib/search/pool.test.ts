import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Problem } from "@/lib/base/result";
import { readDeviceProfile } from "@/lib/latency/deviceProfile";
import { type PoolWorker, SearchPool } from "@/lib/search/pool";
import type { WorkerAnswer, WorkerRequest } from "@/lib/search/protocol";
import type { RecordChunk } from "@/lib/search/records";
import type { SearchRequest } from "@/lib/search/searchRequest";
import { runSearch, SearchRun } from "@/lib/search/searchRun";
import { WorkerSession } from "@/lib/search/workerSession";
import { paperRequest, prepared, shippedProfile } from "./searchFixtures";

const profile = shippedProfile("a100_sxm");
const path = fileURLToPath(new URL("../../../public/profiles/a100_sxm.json", import.meta.url));
const profileDocument: unknown = JSON.parse(readFileSync(path, "utf8"));

/** Three islands, small enough to run many times. */
const request: SearchRequest = { ...paperRequest, stackId: "kernels", budget: 24_000, seed: 11 };

/** A run with three islands, whatever the budget would give. */
function threeIslands(algorithm: SearchRequest["algorithm"]): SearchRun {
  const base = prepared({ ...request, algorithm }, profile);
  return new SearchRun({
    ...base,
    plan: { islands: 3, shares: [8000, 8000, 8000], epochSize: 2048, migrationEvery: 2 },
  });
}

/** A worker in this thread that answers after a delay drawn by the test; dies on the epochs it is told to. */
function fakeWorker(delay: () => number, dies: () => boolean): PoolWorker {
  const session = new WorkerSession();
  let alive = true;
  let queue = Promise.resolve();
  const work = (message: WorkerRequest) => {
    if (!alive) return;
    if (message.kind === "epoch" && dies()) {
      worker.onerror?.({ message: "out of memory" });
      return;
    }
    const reply = session.handle(structuredClone(message));
    if (reply) worker.onmessage?.({ data: structuredClone<WorkerAnswer>(reply.answer) });
  };
  const worker: PoolWorker = {
    onmessage: null,
    onerror: null,
    terminate: () => {
      alive = false;
    },
    postMessage: (message: WorkerRequest) => {
      queue = queue
        .then(() => new Promise<void>((resolve) => setTimeout(resolve, delay())))
        .then(() => work(message));
    },
  };
  return worker;
}

interface Ended {
  readonly run: SearchRun;
  readonly problems: readonly Problem[];
  readonly replaced: number;
  readonly epochs: readonly (readonly (RecordChunk | null)[])[];
}

function workOff(
  run: SearchRun,
  workers: number,
  dies: () => boolean = () => false,
  onEpoch?: (pool: SearchPool) => void,
): Promise<Ended> {
  return new Promise((resolve) => {
    let replaced = 0;
    const epochs: (readonly (RecordChunk | null)[])[] = [];
    let turn = 0;
    const pool: SearchPool = new SearchPool(
      run,
      () => fakeWorker(() => (turn++ * 7) % 5, dies),
      {
        onEpoch: (chunks) => {
          epochs.push(chunks);
          onEpoch?.(pool);
        },
        onFinished: () => resolve({ run, problems: [], replaced, epochs }),
        onFailed: (problems) => resolve({ run, problems, replaced, epochs }),
        onWorkerReplaced: () => {
          replaced++;
        },
      },
      workers,
    );
  });
}

/** Everything a run found, for comparing runs. */
function outcome(run: SearchRun) {
  const { archive } = run;
  return {
    evaluated: archive.evaluated,
    distinct: archive.distinct,
    best: archive.record(archive.best),
    front: archive.front.ids.map((id) => archive.record(id)),
    changes: archive.changes,
    progress: archive.progress,
  };
}

describe("the worker pool", () => {
  it.each(["aging", "nsga2", "random"] as const)(
    "finds the same with 1, 2 and 4 workers as without any (%s)",
    async (algorithm) => {
      const alone = threeIslands(algorithm);
      await workOff(alone, 1);
      expect(alone.archive.evaluated).toBe(24_000);
      for (const workers of [2, 4]) {
        const { run } = await workOff(threeIslands(algorithm), workers);
        expect(outcome(run)).toEqual(outcome(alone));
      }
    },
  );

  it("finds the same in one thread without workers", async () => {
    const inline = runSearch(prepared(request, profile));
    const { run } = await workOff(new SearchRun(prepared(request, profile)), 2);
    expect(outcome(run)).toEqual(outcome(inline));
  });

  it("loses nothing when a worker dies, and says so", async () => {
    const calm = await workOff(threeIslands("aging"), 2);
    let epochs = 0;
    const shaken = await workOff(threeIslands("aging"), 2, () => ++epochs === 4);
    expect(shaken.replaced).toBe(1);
    expect(outcome(shaken.run)).toEqual(outcome(calm.run));
  });

  it("gives up on a worker that keeps dying, and keeps what was found", async () => {
    let epochs = 0;
    const { run, problems } = await workOff(threeIslands("aging"), 1, () => ++epochs > 7);
    expect(problems[0]?.message).toContain("ended 3 times in a row (out of memory)");
    expect(run.archive.evaluated).toBeGreaterThan(0);
    expect(problems[0]?.message).toContain(run.archive.evaluated.toLocaleString("en-US"));
  });

  it("goes on from a saved state to the same end", async () => {
    const whole = await workOff(threeIslands("nsga2"), 2);
    let saved: unknown = null;
    const half = threeIslands("nsga2");
    const chunks: (readonly (RecordChunk | null)[])[] = [];
    await new Promise<void>((resolve) => {
      const pool: SearchPool = new SearchPool(
        half,
        () =>
          fakeWorker(
            () => 0,
            () => false,
          ),
        {
          onEpoch: (closed) => {
            chunks.push(closed);
            if (chunks.length < 2) return;
            pool.cancel();
            saved = structuredClone({ state: half.snapshot, chunks });
            resolve();
          },
          onFinished: resolve,
          onFailed: () => resolve(),
          onWorkerReplaced: () => {},
        },
        2,
      );
    });
    const { state, chunks: kept } = saved as unknown as {
      state: typeof half.snapshot;
      chunks: typeof chunks;
    };
    const resumed = new SearchRun(half.prepared, state, kept);
    const { run } = await workOff(resumed, 1);
    expect(outcome(run)).toEqual(outcome(whole.run));
  });

  it("refuses a profile without a needed kernel and says which", () => {
    const document = structuredClone(profileDocument) as { models: { kernelClass: string }[] };
    document.models = document.models.filter(({ kernelClass }) => kernelClass !== "decode_attention");
    const read = readDeviceProfile(document);
    expect(read.ok ? "" : read.problems[0]?.message).toContain("decode_attention");
  });
});

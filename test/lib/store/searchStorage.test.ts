import { describe, expect, it, vi } from "vitest";
import { islandOf, SearchRun } from "@/lib/search/searchRun";
import { type SavedRun, SearchStorage } from "@/lib/store/searchStorage";
import { paperRequest, prepared, shippedProfile } from "../search/searchFixtures";

/** As much of a browser's database as the storage uses, shared by all who open it. */
const shared = vi.hoisted(() => {
  const stores: Record<string, Map<string | number, unknown>> = { runs: new Map(), epochs: new Map() };
  const objectStore = (name: string) => {
    const kept = stores[name]!;
    return {
      clear: async () => kept.clear(),
      put: async (value: unknown, key: string | number) => void kept.set(key, structuredClone(value)),
      get: async (key: string | number) => kept.get(key),
      getAll: async () => [...kept].sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value),
    };
  };
  return { stores, database: { transaction: () => ({ objectStore, done: Promise.resolve() }) } };
});
vi.mock("idb", () => ({ openDB: async () => shared.database }));

const profile = shippedProfile("a100_sxm");
const ready = prepared({ ...paperRequest, budget: 30_000 }, profile);

/** A run of some epochs: what is saved after each. */
function course(runId: string): {
  run: SearchRun;
  heads: Omit<SavedRun, "epochs">[];
  epochs: SavedRun["epochs"];
} {
  const run = new SearchRun(ready);
  const head = () => ({ runId, request: ready.request, profile, state: run.snapshot, elapsedMs: 5 });
  const heads = [head()];
  const epochs: SavedRun["epochs"][number][] = [];
  const island = islandOf(run, 0);
  for (let at = 0; at < 3; at++) {
    const [task] = run.tasks();
    const closed = run.accept(0, island.runEpoch(task!.epoch, task!.quota, task!.immigrants));
    epochs.push(closed!);
    heads.push(head());
  }
  return { run, heads, epochs };
}

describe("a kept search", () => {
  it("comes back with all that was found, epoch after epoch", async () => {
    const storage = new SearchStorage();
    const { run, heads, epochs } = course("a");
    await storage.begin(heads[0]!);
    expect(await storage.append(heads[1]!, 0, epochs.slice(0, 1))).toBe(true);
    expect(await storage.append(heads[3]!, 1, epochs.slice(1))).toBe(true);
    const saved = (await new SearchStorage().load())!;
    const again = new SearchRun(ready, saved.state, saved.epochs);
    expect(again.archive.evaluated).toBe(run.archive.evaluated);
    expect(again.archive.front.ids).toEqual(run.archive.front.ids);
  });

  it("is the one begun last of two tabs, and the other adds nothing to it", async () => {
    const [mine, theirs] = [new SearchStorage(), new SearchStorage()];
    const [first, second] = [course("a"), course("b")];
    await mine.begin(first.heads[0]!);
    await mine.append(first.heads[2]!, 0, first.epochs.slice(0, 2));
    await theirs.begin(second.heads[0]!);
    await theirs.append(second.heads[1]!, 0, second.epochs.slice(0, 1));
    expect(await mine.append(first.heads[3]!, 2, first.epochs.slice(2))).toBe(false);
    const saved = (await mine.load())!;
    expect([saved.runId, saved.state.epoch, saved.epochs.length]).toEqual(["b", 1, 1]);
  });

  it("is refused when epochs are missing or of another run", async () => {
    const storage = new SearchStorage();
    const { heads, epochs } = course("a");
    await storage.begin(heads[0]!);
    await storage.append(heads[3]!, 0, epochs);
    const last = shared.stores.epochs!.get(2) as object;
    shared.stores.epochs!.set(2, { ...last, runId: "b" });
    expect(await storage.load()).toBeNull();
    shared.stores.epochs!.delete(2);
    expect(await storage.load()).toBeNull();
  });
});

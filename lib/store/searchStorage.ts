import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { DeviceProfile } from "../latency/deviceProfile";
import type { RecordChunk } from "../search/records";
import type { SearchRequest } from "../search/searchRequest";
import type { RunState } from "../search/searchRun";

/** A run as it was last saved: enough to go on after a reload. */
export interface SavedRun {
  /** Tells runs of different tabs apart: one run a browser is kept. */
  readonly runId: string;
  readonly request: SearchRequest;
  readonly profile: DeviceProfile;
  readonly state: RunState;
  readonly elapsedMs: number;
  readonly epochs: readonly SavedEpoch[];
}

/** One epoch's records, one chunk an island. */
type SavedEpoch = readonly (RecordChunk | null)[];

type Head = Omit<SavedRun, "epochs"> & { readonly format: number };

interface Schema extends DBSchema {
  runs: { key: string; value: Head };
  epochs: { key: number; value: { readonly runId: string; readonly chunks: SavedEpoch } };
}

/** Raised when genomes, figures or streams change meaning: an older run is then dropped instead of misread. */
const format = 2;
const headKey = "current";

/**
 * Keeps the last search run of this browser, epoch by epoch: of several tabs the one whose search began last. Every call may
 * reject where storage fails.
 */
export class SearchStorage {
  private database: Promise<IDBPDatabase<Schema>> | null = null;

  private open(): Promise<IDBPDatabase<Schema>> {
    this.database ??= openDB<Schema>("paretoscope-search", 1, {
      upgrade(upgraded) {
        upgraded.createObjectStore("runs");
        upgraded.createObjectStore("epochs");
      },
    });
    return this.database;
  }

  /** Forgets the run before, whichever tab it is of, and begins a new one. */
  async begin(run: Omit<SavedRun, "epochs">): Promise<void> {
    const transaction = (await this.open()).transaction(["runs", "epochs"], "readwrite");
    await Promise.all([
      transaction.objectStore("epochs").clear(),
      transaction.objectStore("runs").put({ ...run, format }, headKey),
      transaction.done,
    ]);
  }

  /**
   * Adds epochs, the first of which has this number, together with the state after the last of them. False, and nothing is
   * written, when another run was begun since.
   */
  async append(
    run: Omit<SavedRun, "epochs">,
    first: number,
    epochs: readonly SavedEpoch[],
  ): Promise<boolean> {
    const transaction = (await this.open()).transaction(["runs", "epochs"], "readwrite");
    const kept = await transaction.objectStore("runs").get(headKey);
    if (kept?.runId !== run.runId) {
      await transaction.done;
      return false;
    }
    const store = transaction.objectStore("epochs");
    await Promise.all([
      ...epochs.map((chunks, at) => store.put({ runId: run.runId, chunks }, first + at)),
      transaction.objectStore("runs").put({ ...run, format }, headKey),
      transaction.done,
    ]);
    return true;
  }

  /** The run that was kept, or null when there is none, none that this version can read, or not all of it. */
  async load(): Promise<SavedRun | null> {
    const transaction = (await this.open()).transaction(["runs", "epochs"], "readonly");
    const [head, all] = await Promise.all([
      transaction.objectStore("runs").get(headKey),
      transaction.objectStore("epochs").getAll(),
      transaction.done,
    ]);
    if (head === undefined || head.format !== format) return null;
    const { format: _, ...run } = head;
    const epochs = all.slice(0, run.state.epoch);
    if (epochs.length < run.state.epoch || epochs.some(({ runId }) => runId !== run.runId)) return null;
    return { ...run, epochs: epochs.map(({ chunks }) => chunks) };
  }
}

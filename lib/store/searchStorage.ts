import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { DeviceProfile } from "../latency/deviceProfile";
import type { RecordChunk } from "../search/records";
import type { SearchRequest } from "../search/searchRequest";
import type { RunState } from "../search/searchRun";

/** A run as it was last saved: enough to go on after a reload. */
export interface SavedRun {
  readonly request: SearchRequest;
  readonly profile: DeviceProfile;
  readonly state: RunState;
  readonly elapsedMs: number;
  readonly epochs: readonly (readonly (RecordChunk | null)[])[];
}

type Head = Omit<SavedRun, "epochs"> & { readonly format: number };

interface Schema extends DBSchema {
  runs: { key: string; value: Head };
  epochs: { key: number; value: readonly (RecordChunk | null)[] };
}

/** Raised when genomes, figures or streams change meaning: an older run is then dropped instead of misread. */
const format = 1;
const headKey = "current";

/** Keeps the last search run of this browser, epoch by epoch. Every call may reject where storage fails. */
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

  /** Forgets the run before and begins a new one. */
  async begin(run: Omit<SavedRun, "epochs">): Promise<void> {
    const transaction = (await this.open()).transaction(["runs", "epochs"], "readwrite");
    await Promise.all([
      transaction.objectStore("epochs").clear(),
      transaction.objectStore("runs").put({ ...run, format }, headKey),
      transaction.done,
    ]);
  }

  /** Adds epochs, the first of which has this number, together with the state after the last of them. */
  async append(
    run: Omit<SavedRun, "epochs">,
    first: number,
    epochs: readonly (readonly (RecordChunk | null)[])[],
  ): Promise<void> {
    const transaction = (await this.open()).transaction(["runs", "epochs"], "readwrite");
    const store = transaction.objectStore("epochs");
    await Promise.all([
      ...epochs.map((epoch, at) => store.put(epoch, first + at)),
      transaction.objectStore("runs").put({ ...run, format }, headKey),
      transaction.done,
    ]);
  }

  /** The run that was kept, or null when there is none that this version can read. */
  async load(): Promise<SavedRun | null> {
    const database = await this.open();
    const head = await database.get("runs", headKey);
    if (head === undefined || head.format !== format) return null;
    const { format: _, ...run } = head;
    const epochs = await database.getAll("epochs");
    return { ...run, epochs: epochs.slice(0, run.state.epoch) };
  }

  async forget(): Promise<void> {
    const transaction = (await this.open()).transaction(["runs", "epochs"], "readwrite");
    await Promise.all([
      transaction.objectStore("epochs").clear(),
      transaction.objectStore("runs").delete(headKey),
      transaction.done,
    ]);
  }
}

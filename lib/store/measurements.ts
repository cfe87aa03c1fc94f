import { type IDBPDatabase, openDB } from "idb";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Result } from "../base/result";
import type { Measurement } from "../measure/record/measurement";
import { parseMeasurement, readMeasurementText } from "../measure/record/readMeasurement";

/** Where measurements are kept. Reading gives whatever is there, unchecked. */
export interface MeasurementStorage {
  list(): Promise<readonly unknown[]>;
  put(measurement: Measurement): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Opens the browser's database of measurements: raw samples are apart from designs, and may be large. */
export async function openMeasurementDatabase(): Promise<MeasurementStorage> {
  const database: IDBPDatabase = await openDB("paretoscope-measurements", 1, {
    upgrade(upgraded) {
      upgraded.createObjectStore("measurements", { keyPath: "id" });
    },
    blocking: () => database.close(),
  });
  return {
    list: () => database.getAll("measurements"),
    put: async (measurement) => {
      await database.put("measurements", measurement);
    },
    remove: (id) => database.delete("measurements", id),
  };
}

export interface MeasurementsState {
  /** Newest first. */
  readonly measurements: readonly Measurement[];
  /** What the reader must know of storage; null when all is well. */
  readonly trouble: string | null;
  /** Adds a measurement, or replaces the one of the same id. It counts at once, stored or not. */
  add(measurement: Measurement): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  /** @returns how to bring it back. */
  remove(id: string): Promise<() => Promise<void>>;
  /** Reads an exported file. */
  importText(text: string): Promise<Result<Measurement>>;
}

export type Measurements = StoreApi<MeasurementsState>;

const unkept =
  "The browser keeps no data for this page, so measurements last until it is closed. Export what you need.";

/** The measurements of this browser. Without storage they live as long as the page, and `trouble` says so. */
export function createMeasurements(open: () => Promise<MeasurementStorage>): Measurements {
  const storage = open().catch(() => null);
  const store = createStore<MeasurementsState>()((set, get) => {
    const keep = async (work: (kept: MeasurementStorage) => Promise<void>) => {
      const kept = await storage;
      try {
        if (kept === null) throw new Error(unkept);
        await work(kept);
      } catch (error) {
        const full = error instanceof DOMException && error.name === "QuotaExceededError";
        set({ trouble: full ? "The disk is full: this measurement is not kept. Export it." : unkept });
      }
    };
    return {
      measurements: [],
      trouble: null,
      add: async (measurement) => {
        const others = get().measurements.filter(({ id }) => id !== measurement.id);
        set({ measurements: sorted([measurement, ...others]) });
        await keep((kept) => kept.put(measurement));
      },
      rename: async (id, name) => {
        const known = get().measurements.find((one) => one.id === id);
        if (known !== undefined) await get().add({ ...known, name });
      },
      remove: async (id) => {
        const removed = get().measurements.find((one) => one.id === id);
        set({ measurements: get().measurements.filter((one) => one.id !== id) });
        await keep((kept) => kept.remove(id));
        return async () => {
          if (removed !== undefined) await get().add(removed);
        };
      },
      importText: async (text) => {
        const read = readMeasurementText(text);
        if (read.ok) await get().add(read.value);
        return read;
      },
    };
  });
  void storage.then(async (kept) => {
    if (kept === null) {
      store.setState({ trouble: unkept });
      return;
    }
    const stored = (await kept.list().catch(() => [])).map(parseMeasurement);
    const readable = stored.flatMap((result) => (result.ok ? [result.value] : []));
    const present = new Set(store.getState().measurements.map(({ id }) => id));
    const restored = readable.filter(({ id }) => !present.has(id));
    store.setState({
      measurements: sorted([...store.getState().measurements, ...restored]),
      ...(readable.length < stored.length
        ? {
            trouble: `${stored.length - readable.length} stored measurements cannot be read and were left alone.`,
          }
        : {}),
    });
  });
  return store;
}

function sorted(measurements: readonly Measurement[]): readonly Measurement[] {
  return [...measurements].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

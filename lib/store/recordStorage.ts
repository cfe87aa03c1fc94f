import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { LibraryRecord } from "./libraryEntry";

/** The last state of one tab's document. */
export interface AutosaveRecord {
  readonly tab: string;
  readonly savedAt: number;
  readonly document: Record<string, unknown>;
}

/** Where records are kept. Reading gives whatever is there, unchecked. */
export interface RecordStorage {
  readonly kind: "indexeddb" | "memory";
  readonly listEntries: () => Promise<readonly unknown[]>;
  readonly putEntry: (record: LibraryRecord) => Promise<void>;
  readonly removeEntry: (id: string) => Promise<void>;
  readonly listAutosaves: () => Promise<readonly unknown[]>;
  readonly putAutosave: (record: AutosaveRecord) => Promise<void>;
  readonly removeAutosave: (tab: string) => Promise<void>;
}

interface Schema extends DBSchema {
  designs: { key: string; value: LibraryRecord };
  autosaves: { key: string; value: AutosaveRecord };
}

const databaseName = "paretoscope";
/** Raised when stores change; `upgrade` below then brings older databases along. */
const databaseVersion = 1;

/**
 * Opens the browser's database. Rejects where there is none (some private windows) or it will not open; `onLost` is
 * called when it is closed under us, by a newer version in another tab or by the browser.
 */
export async function openDatabase(onLost: () => void): Promise<RecordStorage> {
  const database: IDBPDatabase<Schema> = await openDB<Schema>(databaseName, databaseVersion, {
    upgrade(upgraded, oldVersion) {
      if (oldVersion < 1) {
        upgraded.createObjectStore("designs", { keyPath: "id" });
        upgraded.createObjectStore("autosaves", { keyPath: "tab" });
      }
    },
    blocking: () => {
      database.close();
      onLost();
    },
    terminated: onLost,
  });
  return {
    kind: "indexeddb",
    listEntries: () => database.getAll("designs"),
    putEntry: async (record) => {
      await database.put("designs", record);
    },
    removeEntry: (id) => database.delete("designs", id),
    listAutosaves: () => database.getAll("autosaves"),
    putAutosave: async (record) => {
      await database.put("autosaves", record);
    },
    removeAutosave: (tab) => database.delete("autosaves", tab),
  };
}

/** Storage that lasts as long as the page, for when the browser gives none. */
export function memoryStorage(entries: readonly LibraryRecord[] = []): RecordStorage {
  const designs = new Map<string, LibraryRecord>(entries.map((record) => [record.id, record]));
  const autosaves = new Map<string, AutosaveRecord>();
  return {
    kind: "memory",
    listEntries: async () => [...designs.values()],
    putEntry: async (record) => {
      designs.set(record.id, record);
    },
    removeEntry: async (id) => {
      designs.delete(id);
    },
    listAutosaves: async () => [...autosaves.values()],
    putAutosave: async (record) => {
      autosaves.set(record.tab, record);
    },
    removeAutosave: async (tab) => {
      autosaves.delete(tab);
    },
  };
}

import { createStore, type StoreApi } from "zustand/vanilla";
import { freshId } from "../base/freshId";
import { fail, ok, type Result } from "../base/result";
import { readJsonText } from "../design/readDesignText";
import { fromRecord, type LibraryEntry, type LibraryRecord, toRecord } from "./libraryEntry";
import { type AutosaveRecord, memoryStorage, openDatabase, type RecordStorage } from "./recordStorage";
import { fromJson, type SavedDocument, toJson } from "./savedDocument";

/** A record that cannot be read: it stays in storage untouched until the user deletes it. */
export interface UnreadableRecord {
  readonly id: string;
  readonly reason: string;
}

export interface LibraryState {
  /** Newest first. */
  readonly entries: readonly LibraryEntry[];
  readonly unreadable: readonly UnreadableRecord[];
  /** `opening` until storage answered; `memory` when nothing will outlast the page. */
  readonly kept: "opening" | "indexeddb" | "memory";
  /** Why nothing can be kept, or what failed last; null when all is well. */
  readonly trouble: string | null;

  save(saved: SavedDocument, name?: string): Promise<LibraryEntry>;
  update(id: string, change: Partial<Pick<LibraryEntry, "name" | "tags" | "saved">>): Promise<void>;
  duplicate(id: string): Promise<void>;
  /** Takes an entry out and gives back the function that brings it back. */
  remove(id: string): Promise<() => Promise<void>>;
  removeUnreadable(id: string): Promise<void>;
  /** The whole library as one JSON text. */
  exportAll(): string;
  /** Adds the entries of an exported text; entries with a known id replace it. Gives their number. */
  importAll(text: string): Promise<Result<number>>;
  /** Keeps the current document of this tab. */
  autosave(tab: string, saved: SavedDocument): Promise<void>;
  /**
   * The last document of this tab, else the newest of any tab that can be read; null when there is none. Forgets tabs beyond
   * the newest 20.
   */
  lastAutosave(tab: string): Promise<SavedDocument | null>;
}

export type Library = StoreApi<LibraryState>;

const fileSchema = "paretoscope/library@1";

/** Tabs whose last document is kept: closed ones would pile up for ever. */
const keptAutosaves = 20;

const memoryReason =
  "This browser keeps no data here (private window, or storage is refused). Everything works, but is gone when the page closes: export what you want to keep.";

/** Storage errors in words; a full disk is the common one. */
function troubleWords(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "QuotaExceededError")
    return "The browser's storage is full. The library goes on in memory: export it, or delete designs to make room.";
  return `Storage failed (${error instanceof Error ? error.message : String(error)}). The library goes on in memory: export what you want to keep.`;
}

interface LibrarySetup {
  readonly open?: (onLost: () => void) => Promise<RecordStorage>;
  /** Tells other tabs of a change, and calls back when they made one. */
  readonly channel?: { readonly tell: () => void; readonly listen: (changed: () => void) => void };
  readonly newId?: () => string;
  readonly now?: () => number;
}

/** The library of designs. Storage that fails at any moment is replaced by memory; nothing that was read is lost. */
export function createLibrary({
  open = openDatabase,
  channel,
  newId = freshId,
  now = Date.now,
}: LibrarySetup = {}): Library {
  const store = createStore<LibraryState>()((set, get) => {
    let storage: Promise<RecordStorage> = open(() => {
      if (get().kept !== "memory") goToMemory(null);
    }).then(
      (opened) => opened,
      () => toMemory(memoryReason),
    );

    function toMemory(trouble: string): RecordStorage {
      set({ kept: "memory", trouble });
      return memoryStorage(get().entries.map(toRecord));
    }
    function goToMemory(error: unknown): void {
      storage = Promise.resolve(
        toMemory(
          error === null
            ? "Another tab runs a newer version. Reload this page; until then the library is in memory."
            : troubleWords(error),
        ),
      );
    }
    /**
     * Runs one operation; a failure is told, and the operation runs again in memory. Of several that fail together the first
     * makes the memory, and the others join it.
     */
    async function run<T>(operation: (storage: RecordStorage) => Promise<T>): Promise<T> {
      const tried = storage;
      try {
        return await operation(await tried);
      } catch (error) {
        if (storage === tried) goToMemory(error);
        return operation(await storage);
      }
    }
    async function reload(): Promise<void> {
      const records = await run((from) => from.listEntries());
      const entries: LibraryEntry[] = [];
      const unreadable: UnreadableRecord[] = [];
      for (const record of records) {
        const entry = fromRecord(record);
        if (entry.ok) entries.push(entry.value);
        else unreadable.push({ id: idOf(record), reason: entry.problems[0]?.message ?? "unknown damage" });
      }
      entries.sort((a, b) => b.savedAt - a.savedAt);
      set({ entries, unreadable, kept: (await storage).kind });
    }
    async function put(entry: LibraryEntry): Promise<void> {
      await run((to) => to.putEntry(toRecord(entry)));
      await reload();
      channel?.tell();
    }
    channel?.listen(() => void reload());
    // The store must exist before the first reload sets its state.
    queueMicrotask(() => void reload());

    return {
      entries: [],
      unreadable: [],
      kept: "opening",
      trouble: null,

      save: async (saved, name = saved.document.design.name) => {
        const entry = { id: newId(), name, tags: [], savedAt: now(), saved };
        await put(entry);
        return entry;
      },
      update: async (id, change) => {
        const entry = get().entries.find((candidate) => candidate.id === id);
        if (entry !== undefined) await put({ ...entry, ...change, savedAt: now() });
      },
      duplicate: async (id) => {
        const entry = get().entries.find((candidate) => candidate.id === id);
        if (entry !== undefined)
          await put({ ...entry, id: newId(), name: `${entry.name} copy`, savedAt: now() });
      },
      remove: async (id) => {
        const entry = get().entries.find((candidate) => candidate.id === id);
        await run((from) => from.removeEntry(id));
        await reload();
        channel?.tell();
        return async () => {
          if (entry !== undefined) await put(entry);
        };
      },
      removeUnreadable: async (id) => {
        await run((from) => from.removeEntry(id));
        await reload();
        channel?.tell();
      },
      exportAll: () => JSON.stringify({ schema: fileSchema, entries: get().entries.map(toRecord) }, null, 1),
      importAll: async (text) => {
        const entries = readLibraryFile(text);
        if (!entries.ok) return entries;
        for (const entry of entries.value) await run((to) => to.putEntry(toRecord(entry)));
        await reload();
        channel?.tell();
        return ok(entries.value.length);
      },
      autosave: async (tab, saved) => {
        const record: AutosaveRecord = { tab, savedAt: now(), document: toJson(saved) };
        await run((to) => to.putAutosave(record));
      },
      lastAutosave: async (tab) => {
        const records = (await run((from) => from.listAutosaves())) as readonly Partial<AutosaveRecord>[];
        const newestFirst = records.toSorted((a, b) => (b.savedAt ?? 0) - (a.savedAt ?? 0));
        const isOwn = (record: Partial<AutosaveRecord>) => record.tab === tab;
        for (const { tab: old } of newestFirst.slice(keptAutosaves))
          if (old !== undefined && old !== tab) await run((from) => from.removeAutosave(old));
        for (const { document } of [...newestFirst.filter(isOwn), ...newestFirst]) {
          const saved = fromJson(document);
          if (saved.ok) return saved.value;
        }
        return null;
      },
    };
  });
  return store;
}

function idOf(record: unknown): string {
  return typeof record === "object" && record !== null && "id" in record ? String(record.id) : "";
}

/** Reads an exported library; one entry that cannot be read refuses the file, naming it. */
export function readLibraryFile(text: string): Result<readonly LibraryEntry[]> {
  const json = readJsonText(text);
  if (!json.ok) return json;
  const file = json.value as { readonly schema?: unknown; readonly entries?: unknown } | null;
  if (file === null || typeof file !== "object" || file.schema !== fileSchema || !Array.isArray(file.entries))
    return fail({
      field: "schema",
      message: `This is no library file; it must be "${fileSchema}".`,
      mend: "A single design is opened with Import.",
    });
  const entries: LibraryEntry[] = [];
  for (const [place, record] of (file.entries as readonly LibraryRecord[]).entries()) {
    const entry = fromRecord(record);
    if (!entry.ok)
      return fail(
        ...entry.problems.map((problem) => ({ ...problem, field: `entries[${place}].${problem.field}` })),
      );
    entries.push(entry.value);
  }
  return ok(entries);
}

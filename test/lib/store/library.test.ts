import { describe, expect, it } from "vitest";
import { presets } from "@/lib/design/presets";
import { createLibrary } from "@/lib/store/library";
import type { LibraryRecord } from "@/lib/store/libraryEntry";
import { memoryStorage, type RecordStorage } from "@/lib/store/recordStorage";
import { defaultView } from "@/lib/store/viewChoices";
import { documentOf } from "@/lib/store/workbenchDocument";

const saved = (place: number) => ({ document: documentOf(presets[place]!.design), view: defaultView });
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const libraryOn = (storage: RecordStorage) => createLibrary({ open: async () => storage });

describe("the library", () => {
  it("brings back every preset exactly", async () => {
    const storage = memoryStorage();
    const library = libraryOn(storage);
    for (const place of presets.keys()) await library.getState().save(saved(place));
    const reopened = libraryOn(storage);
    await settled();
    const designs = reopened.getState().entries.map((entry) => entry.saved.document.design);
    expect(designs).toHaveLength(presets.length);
    for (const { design } of presets) expect(designs).toContainEqual(design);
  });

  it("gives a removed design back", async () => {
    const library = libraryOn(memoryStorage());
    const entry = await library.getState().save(saved(0));
    const bringBack = await library.getState().remove(entry.id);
    expect(library.getState().entries).toHaveLength(0);
    await bringBack();
    expect(library.getState().entries[0]?.saved).toEqual(saved(0));
  });

  it("goes on in memory when storage is refused, and says so", async () => {
    const library = createLibrary({ open: () => Promise.reject(new Error("refused")) });
    await library.getState().save(saved(0));
    expect(library.getState().kept).toBe("memory");
    expect(library.getState().trouble).toMatch(/private window/);
    expect(library.getState().entries).toHaveLength(1);
  });

  it("keeps all it had when the disk is full", async () => {
    const storage = memoryStorage();
    const full: RecordStorage = {
      ...storage,
      kind: "indexeddb",
      putEntry: async (record) => {
        if ((await storage.listEntries()).length >= 1)
          throw Object.assign(new Error("full"), { name: "QuotaExceededError" });
        await storage.putEntry(record);
      },
    };
    const library = libraryOn(full);
    await library.getState().save(saved(0));
    await library.getState().save(saved(1));
    expect(library.getState().trouble).toMatch(/full/);
    expect(library.getState().entries).toHaveLength(2);
  });

  it("keeps every design of writes that fail together", async () => {
    const refused = () => Promise.reject(Object.assign(new Error("full"), { name: "QuotaExceededError" }));
    const library = libraryOn({ ...memoryStorage(), kind: "indexeddb", putEntry: refused });
    await Promise.all([0, 1, 2].map((place) => library.getState().save(saved(place))));
    expect(library.getState().kept).toBe("memory");
    expect(library.getState().entries).toHaveLength(3);
  });

  it("keeps what it holds in memory when the database is lost once more", async () => {
    let lose = () => {};
    const library = createLibrary({
      open: async (onLost) => {
        lose = onLost;
        return { ...memoryStorage(), kind: "indexeddb", putEntry: () => Promise.reject(new Error("gone")) };
      },
    });
    await library.getState().save(saved(0));
    await library.getState().autosave("mine", saved(1));
    lose();
    expect(await library.getState().lastAutosave("mine")).toEqual(saved(1));
  });

  it("leaves a damaged record alone and reads the rest", async () => {
    const broken = { id: "broken", version: 1, name: "x", tags: [], savedAt: 0, document: { version: 1 } };
    const newer = { ...broken, id: "newer", version: 99 };
    const library = libraryOn(memoryStorage([broken, newer] satisfies LibraryRecord[]));
    await library.getState().save(saved(0));
    expect(library.getState().entries).toHaveLength(1);
    expect(
      library
        .getState()
        .unreadable.map(({ id }) => id)
        .sort(),
    ).toEqual(["broken", "newer"]);
  });

  it("exports and imports itself as one file", async () => {
    const library = libraryOn(memoryStorage());
    await library.getState().save(saved(0));
    await library.getState().save(saved(1), "Second");
    const other = libraryOn(memoryStorage());
    expect(await other.getState().importAll(library.getState().exportAll())).toEqual({ ok: true, value: 2 });
    expect(other.getState().entries.map(({ name }) => name)).toContain("Second");
    expect(await other.getState().importAll("{}")).toMatchObject({ ok: false });
  });

  it("keeps several libraries on one storage in step", async () => {
    const storage = memoryStorage();
    const listeners: (() => void)[] = [];
    const channel = {
      tell: () => {
        for (const changed of listeners) changed();
      },
      listen: (changed: () => void) => {
        listeners.push(changed);
      },
    };
    const one = createLibrary({ open: async () => storage, channel });
    const two = createLibrary({ open: async () => storage, channel });
    await one.getState().save(saved(0));
    await settled();
    expect(two.getState().entries).toHaveLength(1);
  });

  it("prefers this tab's autosave over that of others", async () => {
    let time = 0;
    const storage = memoryStorage();
    const library = createLibrary({ open: async () => storage, now: () => ++time });
    await library.getState().autosave("mine", saved(0));
    await library.getState().autosave("other", saved(1));
    expect(await library.getState().lastAutosave("mine")).toEqual(saved(0));
    expect(await library.getState().lastAutosave("new")).toEqual(saved(1));
  });

  it("passes over autosaves that cannot be read, and forgets closed tabs beyond the newest twenty", async () => {
    let time = 0;
    const storage = memoryStorage();
    const library = createLibrary({ open: async () => storage, now: () => ++time });
    await library.getState().autosave("mine", saved(2));
    for (let tab = 0; tab < 30; tab++) await library.getState().autosave(`tab ${tab}`, saved(tab % 2));
    await storage.putAutosave({ tab: "broken", savedAt: ++time, document: { version: 1 } });
    expect(await library.getState().lastAutosave("new")).toEqual(saved(1));
    expect(await library.getState().lastAutosave("broken")).toEqual(saved(1));
    expect(await library.getState().lastAutosave("tab 28")).toEqual(saved(0));
    const left = (await storage.listAutosaves()) as readonly { readonly tab: string }[];
    expect(left.map(({ tab }) => tab).sort()).toEqual(
      ["broken", ...Array.from({ length: 19 }, (_, at) => `tab ${at + 11}`)].sort(),
    );
  });
});

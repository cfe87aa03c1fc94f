import { describe, expect, it } from "vitest";
import { exact } from "@/lib/base/estimate";
import type { Design } from "@/lib/design/design";
import { presets } from "@/lib/design/presets";
import type { LibraryEntry } from "@/lib/store/libraryEntry";
import { searchLibrary } from "@/lib/store/librarySearch";
import { descriptionOf } from "@/lib/store/selectors";
import { defaultView } from "@/lib/store/viewChoices";
import { documentOf } from "@/lib/store/workbenchDocument";

const entry = (id: string, tags: readonly string[], savedAt: number): LibraryEntry => {
  const { design, name } = presets.find((preset) => preset.id === id)!;
  return { id, name, tags, savedAt, saved: { document: documentOf(design), view: defaultView } };
};
const entries = [
  entry("qwen3-1.7b", ["baseline"], 3),
  entry("nemotron-flash-1b", ["hybrid", "fast"], 1),
  entry("qwen3-0.6b", ["baseline"], 2),
];
const figuresOf = (design: Design) => ({
  params: exact(descriptionOf(design).params.total, "parameters", "counted"),
});
const ids = (found: readonly LibraryEntry[]) => found.map(({ id }) => id);

describe("searching the library", () => {
  it("finds words in names, tags and patterns, all of them", () => {
    expect(ids(searchLibrary(entries, "BASE qwen", "saved", figuresOf))).toEqual([
      "qwen3-1.7b",
      "qwen3-0.6b",
    ]);
    expect(ids(searchLibrary(entries, "m2", "saved", figuresOf))).toEqual(["nemotron-flash-1b"]);
    expect(searchLibrary(entries, "nothing like it", "saved", figuresOf)).toEqual([]);
  });

  it("sorts by time, name and figures, the unknown last", () => {
    expect(ids(searchLibrary(entries, "", "saved", figuresOf))[0]).toBe("qwen3-1.7b");
    expect(ids(searchLibrary(entries, "", "name", figuresOf))[0]).toBe("nemotron-flash-1b");
    expect(ids(searchLibrary(entries, "", "params", figuresOf))).toEqual([
      "qwen3-0.6b",
      "nemotron-flash-1b",
      "qwen3-1.7b",
    ]);
    expect(searchLibrary(entries, "", "latencyMs", figuresOf)).toHaveLength(3);
  });
});

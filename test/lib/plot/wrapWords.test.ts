import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wrapWords } from "@/lib/plot/wrapWords";

const letters = (text: string) => text.length;

describe("wrapWords", () => {
  it("breaks between words", () => {
    expect(wrapWords("predicted on an H100 by Paretoscope", 14, letters)).toEqual([
      "predicted on",
      "an H100 by",
      "Paretoscope",
    ]);
    expect(wrapWords("short", 14, letters)).toEqual(["short"]);
    expect(wrapWords("", 14, letters)).toEqual([""]);
  });

  it("breaks a word that is wider than a line", () => {
    expect(wrapWords("a abcdefgh b", 3, letters)).toEqual(["a", "abc", "def", "gh", "b"]);
  });

  it("loses nothing and never exceeds the width", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 30 }), (text, width) => {
        const lines = wrapWords(text, width, letters);
        expect(lines.join("").replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});

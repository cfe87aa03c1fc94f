import { describe, expect, it } from "vitest";
import { invalidText, noteField } from "@/lib/store/invalidFields";

describe("fields that hold something unusable", () => {
  it("are listed once, and leave the list when they are mended", () => {
    const one = noteField([], "Seed", false);
    expect(noteField(one, "Seed", false)).toBe(one);
    const two = noteField(one, "Designs to look at", false);
    expect(invalidText(two)).toBe("Mend first: seed, designs to look at.");
    expect(noteField(two, "Seed", true)).toEqual(["Designs to look at"]);
    expect(noteField(two, "Other", true)).toBe(two);
    expect(invalidText(noteField(one, "Seed", true))).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import { visitsOf } from "@/lib/measure/plan/visits";

describe("visits", () => {
  const groups = ["a", "b", "c"].map((name) => ({ name, cases: [], bytes: 0 }));

  it("go there and back with the same share of rounds each way", () => {
    expect(
      visitsOf(groups).map(({ group, share }) => [(group as unknown as { name: string }).name, share]),
    ).toEqual([
      ["a", 0.5],
      ["b", 0.5],
      ["c", 1],
      ["b", 0.5],
      ["a", 0.5],
    ]);
  });

  it("are one for a single group, and none for none", () => {
    expect(visitsOf(groups.slice(0, 1)).map(({ share }) => share)).toEqual([1]);
    expect(visitsOf([])).toEqual([]);
  });
});

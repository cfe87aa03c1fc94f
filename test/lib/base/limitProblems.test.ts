import { describe, expect, it } from "vitest";
import { enoughProblems, limitProblems } from "@/lib/base/limitProblems";

const problems = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ field: `f${place}`, message: "wrong" }));

describe("a list of problems", () => {
  it("is given whole up to twenty", () => {
    for (const count of [0, 1, 20]) {
      expect(limitProblems(problems(count))).toEqual(problems(count));
      expect(enoughProblems(problems(count))).toBe(false);
    }
  });

  it("is cut beyond, and says so", () => {
    const cut = limitProblems(problems(21));
    expect(enoughProblems(problems(21))).toBe(true);
    expect(cut.slice(0, 20)).toEqual(problems(20));
    expect(cut).toHaveLength(21);
    expect(cut[20]!.message).toContain("more problems; the first 20");
  });
});

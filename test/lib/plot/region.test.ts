import { describe, expect, it } from "vitest";
import { boxBetween, extentOf } from "@/lib/plot/region";

describe("extentOf", () => {
  it("is the diagonal of what was drawn, however many corners it has", () => {
    expect(extentOf({ kind: "box", box: boxBetween([10, 10], [7, 6]) })).toBe(5);
    const shaky = Array.from({ length: 50 }, (_, at) => [at % 2, 0] as const);
    expect(extentOf({ kind: "lasso", outline: shaky })).toBe(1);
  });
});

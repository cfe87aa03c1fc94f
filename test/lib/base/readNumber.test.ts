import { describe, expect, it } from "vitest";
import { readNumber } from "@/lib/base/readNumber";

describe("readNumber", () => {
  it("reads numbers as people write them", () => {
    expect(readNumber("2,048")).toBe(2048);
    expect(readNumber(" 1 000_000 ")).toBe(1e6);
    expect(readNumber("4.5e12")).toBe(4.5e12);
    expect(readNumber("-0.012")).toBe(-0.012);
    expect(readNumber("−0.012")).toBe(-0.012);
    expect(readNumber("1e−3")).toBe(0.001);
  });

  it("tells nothing from nonsense", () => {
    expect(readNumber("  ")).toBeNull();
    expect(readNumber("two")).toBe("not a number");
    expect(readNumber("1e999")).toBe("not a number");
  });
});

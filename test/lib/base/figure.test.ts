import { describe, expect, it } from "vitest";
import { exact } from "@/lib/base/estimate";
import { bandText, figureText } from "@/lib/base/figure";

describe("figures", () => {
  it("chooses the scale and three significant digits", () => {
    expect(figureText(14_450, "ms")).toBe("14.5 s");
    expect(figureText(1.7639, "ms/token")).toBe("1.76 ms/token");
    expect(figureText(965_389_440, "parameters")).toBe("0.965 B");
    expect(figureText(4096, "B/token")).toBe("4.10 KB/token");
    expect(figureText(1_930_778_880, "B")).toBe("1.93 GB");
    expect(figureText(7289, "tokens/s")).toBe("7,290 tokens/s");
    expect(figureText(0.05, "ms")).toBe("50.0 µs");
    expect(figureText(2.34567, "nats/token")).toBe("2.346 nats/token");
    expect(figureText(54.46, "%")).toBe("54.5 %");
    expect(figureText(8192, "tokens")).toBe("8,192 tokens");
    expect(figureText(12, "layers")).toBe("12 layers");
    expect(figureText(6, "blocks")).toBe("6 blocks");
  });

  it("says unknown for what is no number, in any unit, and no sign before a zero", () => {
    for (const unit of ["ms", "%", "sequences", "parameters", "B", "nats/token"] as const)
      expect(figureText(Number.NaN, unit)).toBe("unknown");
    expect(figureText(Number.POSITIVE_INFINITY, "%")).toBe("∞ %");
    expect(figureText(-0.04, "%")).toBe("0.0 %");
    expect(figureText(-0.2, "sequences")).toBe("0 sequences");
    expect(figureText(-0, "ms")).toBe("0 µs");
    expect(figureText(-12.34, "%")).toBe("−12.3 %");
    expect(figureText(-1500, "sequences")).toBe("−1,500 sequences");
  });

  it("shows a symmetric interval as a half-width, another one by its ends", () => {
    const estimate = { value: 14_000, unit: "ms", source: "modelled", provenance: "" } as const;
    expect(bandText({ ...estimate, lo: 13_400, hi: 14_600 })).toBe("± 0.60");
    expect(bandText({ ...estimate, lo: 13_800, hi: 16_000 })).toBe("13.8 to 16.0");
    expect(bandText({ ...estimate, value: 14_000, lo: 13_999, hi: 14_004 })).toBe("± < 0.1");
    expect(bandText({ ...estimate, unit: "sequences", value: 7, lo: 7, hi: 7.3 })).toBe("± < 1");
  });

  it("shows no interval for an exact figure or one published without", () => {
    expect(bandText(exact(7, "sequences", ""))).toBeNull();
    expect(
      bandText({ value: 1, unit: "%", lo: null, hi: null, source: "published", provenance: "" }),
    ).toBeNull();
  });
});

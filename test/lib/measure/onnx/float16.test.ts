import { describe, expect, it } from "vitest";
import { fromFloat16Bits, toFloat16Bits } from "@/lib/measure/onnx/float16";

describe("half precision", () => {
  it("keeps every one of its finite values", () => {
    for (let bits = 0; bits < 65_536; bits++) {
      const value = fromFloat16Bits(bits);
      if (!Number.isNaN(value)) expect(toFloat16Bits(value)).toBe(Object.is(value, -0) ? 0x8000 : bits);
    }
  });

  it("rounds to nearest, ties to even, and overflows to infinity", () => {
    expect(fromFloat16Bits(toFloat16Bits(1 + 1 / 2048))).toBe(1);
    expect(fromFloat16Bits(toFloat16Bits(1 + 3 / 2048))).toBe(1 + 2 / 1024);
    expect(fromFloat16Bits(toFloat16Bits(65_519))).toBe(65_504);
    expect(fromFloat16Bits(toFloat16Bits(65_520))).toBe(Number.POSITIVE_INFINITY);
    expect(fromFloat16Bits(toFloat16Bits(2 ** -25))).toBe(0);
    expect(fromFloat16Bits(toFloat16Bits(-(2 ** -24)))).toBe(-(2 ** -24));
    expect(toFloat16Bits(Number.NaN) & 0x7c00).toBe(0x7c00);
  });
});

import { describe, expect, it } from "vitest";
import { signedDigits } from "@/lib/base/signedDigits";

describe("signedDigits", () => {
  it("gives every difference its sign, and none to what rounds to zero", () => {
    expect(signedDigits(0.0124, 3)).toBe("+0.012");
    expect(signedDigits(-0.0124, 3)).toBe("−0.012");
    expect(signedDigits(-0.0004, 3)).toBe("0.000");
    expect(signedDigits(0, 3)).toBe("0.000");
    expect(signedDigits(-0, 1)).toBe("0.0");
  });
});

import { describe, expect, it } from "vitest";
import { rankCorrelation, rankCorrelationRange } from "@/lib/base/rankCorrelation";

describe("rank correlation", () => {
  it("is one for any rising relation and minus one for a falling one", () => {
    expect(rankCorrelation([1, 2, 3, 4], [1, 10, 11, 500])).toBeCloseTo(1, 12);
    expect(rankCorrelation([1, 2, 3, 4], [4, 3, 2, 1])).toBeCloseTo(-1, 12);
  });

  it("gives ties their middle rank", () => {
    expect(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(0.9487, 4);
    expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBe(0);
  });

  it("spans what single pairs decide", () => {
    const [low, high] = rankCorrelationRange([1, 2, 3, 9], [1, 2, 3, 0]);
    expect(low).toBeCloseTo(-0.5, 12);
    expect(high).toBeCloseTo(1, 12);
  });
});

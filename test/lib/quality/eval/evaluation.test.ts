import { describe, expect, it } from "vitest";
import { rankCorrelation, rankCorrelationRange } from "@/lib/base/rankCorrelation";
import { coverage } from "@/lib/quality/eval/calibration";
import { isMet } from "@/lib/quality/eval/check";
import { askExtremes } from "@/lib/quality/eval/extremes";
import { evaluateLatencyMatched } from "@/lib/quality/eval/latencyMatchedChecks";
import { evaluateSmallModels } from "@/lib/quality/eval/smallModels";

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

describe("the model against what it has not seen", () => {
  it("orders the latency-matched designs", () => {
    for (const check of evaluateLatencyMatched().checks) expect(isMet(check)).toBe(true);
  });

  it("predicts the eight public small models within 1.5 points", () => {
    const { checks, heldOut } = evaluateSmallModels();
    expect(heldOut).toHaveLength(8);
    for (const check of checks) expect(isMet(check)).toBe(true);
  });

  it("answers no extreme with a confident number", () => {
    for (const { label, answer } of askExtremes()) expect([label, answer]).not.toEqual([label, "failed"]);
  });

  it("counts observations inside their bands", () => {
    const at = (predicted: number) => ({ label: "", observed: 0, predicted, sd: 1 });
    expect(coverage([at(0), at(1.6), at(1.7), at(-3)])).toBe(50);
  });
});

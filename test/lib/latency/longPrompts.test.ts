import { describe, expect, it } from "vitest";
import { prefillPasses } from "@/lib/latency/operatorTime";

const tokensOf = (passes: ReturnType<typeof prefillPasses>) =>
  passes.reduce((sum, { step, times }) => sum + step.batch * step.tokens * times, 0);
/** Pairs of tokens the passes attend over, which grow with the square of the prompt. */
const pairsOf = (passes: ReturnType<typeof prefillPasses>) =>
  passes.reduce((sum, { step, times }) => sum + times * step.tokens * (step.context + step.tokens / 2), 0);

describe("the passes of a prompt", () => {
  it.each([1, 4096, 8193, 200_000, 1_234_567, 1_000_000_000])("hold all of its %i tokens", (prompt) => {
    expect(tokensOf(prefillPasses(3, prompt))).toBe(3 * prompt);
  });

  it.each([200_000, 1_234_567, 50_000_000])(
    "attend over as many pairs as %i tokens have, grouped or not",
    (prompt) => {
      expect(pairsOf(prefillPasses(1, prompt)) / (prompt ** 2 / 2)).toBeCloseTo(1, 4);
    },
  );

  it("stay few for prompts of any length", () => {
    expect(prefillPasses(1, 1_000_000_000).length).toBeLessThan(300);
  });
});

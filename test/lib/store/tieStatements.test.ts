import { describe, expect, it } from "vitest";
import { findPreset } from "@/lib/design/presets";
import type { CompareMember } from "@/lib/store/compareMembers";
import type { Predictions } from "@/lib/store/predictions";
import { tieStatements } from "@/lib/store/tieStatements";

const member = (id: string): CompareMember => {
  const { name, design } = findPreset(id)!;
  return { id, name, design, published: {} };
};

/** Latency in proportion to the hidden size, with a narrow band. */
const predictions = {
  latencyOf: ({ hiddenSize }: CompareMember["design"]) => ({
    latencyMs: { value: hiddenSize, unit: "ms", lo: hiddenSize / 1.01, hi: hiddenSize * 1.01 },
  }),
} as unknown as Predictions;

const texts = (...ids: string[]) => tieStatements(ids.map(member), predictions, 0).map(({ text }) => text);

describe("statements of a comparison", () => {
  it("name both designs and turn the interval with the sentence", () => {
    const [loss, time] = texts("qwen3-1.7b", "qwen3-0.6b");
    const [turnedLoss, turnedTime] = texts("qwen3-0.6b", "qwen3-1.7b");
    expect(loss).toMatch(
      /^Qwen3-1\.7B has a lower loss than Qwen3-0\.6B, by 0\.\d+ nats\/token \(90 % interval 0\.\d+ to 0\.\d+\)$/,
    );
    expect(turnedLoss).toBe(loss);
    expect(time).toMatch(
      /^Qwen3-0\.6B is 2\.0x faster than Qwen3-1\.7B \(90 % interval 1\.9\dx to 2\.0\dx\)$/,
    );
    expect(turnedTime).toBe(time);
  });

  it("say of what the interval is where designs are tied", () => {
    const [loss, time] = texts("qwen3-0.6b", "qwen3-0.6b");
    expect(loss).toMatch(/tied in loss: Qwen3-0\.6B less Qwen3-0\.6B is [−+]0\.000 to [−+]0\.000/);
    expect(time).toMatch(/tied in latency: .+ takes 0\.9\dx to 1\.0\dx the time of/);
  });
});

import { describe, expect, it } from "vitest";
import { walkDepth } from "@/lib/cost/depthWidth";
import { shippedWorkloads } from "@/lib/cost/workloads";
import type { Design } from "@/lib/design/design";
import { findPreset } from "@/lib/design/presets";
import { predictQuality } from "@/lib/quality/predictQuality";
import type { QualityOptions } from "@/lib/quality/qualityOptions";
import { predictionsFor } from "@/lib/store/predictions";
import { tieStatements } from "@/lib/store/tieStatements";
import { shippedProfile } from "@/test/lib/latency/shippedProfile";

const h100 = shippedProfile("h100_sxm");
const stack = h100.stacks.find(({ id }) => id === h100.defaultStack);
const workload = shippedWorkloads.find(({ id }) => id === "paper-8k");
if (stack === undefined || workload === undefined) throw new Error("nothing to predict with");
const asPublished: QualityOptions = {};
const predictions = predictionsFor({ kind: "ready", profile: h100 }, null, workload, asPublished);
const preset = (id: string): Design => {
  const found = findPreset(id);
  if (found === null) throw new Error(id);
  return found.design;
};
const member = (name: string, design: Design) => ({ id: name, name, design, published: {} });
const say = (first: Design, second: Design, options: QualityOptions = asPublished) =>
  tieStatements([member("A", first), member("B", second)], predictions, stack.halfWidth, options);

const flash = preset("nemotron-flash-1b");
const qwen = preset("qwen3-0.6b");

describe("what a comparison says of two designs", () => {
  it("is that a design and itself are tied in loss and in latency", () => {
    expect(say(flash, flash).map(({ tied }) => tied)).toEqual([true, true]);
  });

  it("names the faster one with a ratio above 1, whichever comes first", () => {
    const [, forth] = say(flash, qwen);
    const [, back] = say(qwen, flash);
    expect(forth?.tied).toBe(false);
    const [, words] = /^A is ([\d.]+)x faster than B/.exec(forth?.text ?? "") ?? [];
    expect(Number(words)).toBeGreaterThan(1);
    expect(back?.text).toBe(forth?.text.replace("A is", "B is").replace("than B", "than A"));
  });

  it("turns the interval with the sentence", () => {
    const [loss, time] = say(flash, qwen);
    const [turned] = say(qwen, flash);
    const ends = /by ([\d.]+) nats\/token \(90 % interval ([\d.]+) to ([\d.]+)\)/;
    for (const { text } of [loss!, turned!]) {
      const [by, lo, hi] = (ends.exec(text) ?? []).slice(1).map(Number);
      expect(lo).toBeLessThan(by!);
      expect(hi).toBeGreaterThan(by!);
    }
    const [ratio, least, most] = (
      /is ([\d.]+)x faster than B \(90 % interval ([\d.]+)x to ([\d.]+)x\)/.exec(time!.text) ?? []
    )
      .slice(1)
      .map(Number);
    expect(least).toBeLessThanOrEqual(ratio!);
    expect(most).toBeGreaterThanOrEqual(ratio!);
    const [tiedLoss, tiedTime] = say(flash, flash);
    expect(tiedLoss?.text).toContain("tied in loss: A less B is");
    expect(tiedTime?.text).toContain("takes");
  });

  it("tells times apart whose own intervals overlap, as the error of the stack is shared", () => {
    const [faster, slower] = [18, 20].map((blocks) => walkDepth(flash, blocks, { hold: "total" }).design);
    if (faster === undefined || slower === undefined) throw new Error("no walk");
    const [a, b] = [predictions.latencyOf(faster)?.latencyMs, predictions.latencyOf(slower)?.latencyMs];
    expect(a?.hi).toBeGreaterThan(b?.lo ?? Number.POSITIVE_INFINITY);
    const [, shared] = say(faster, slower);
    const [, unshared] = tieStatements(
      [member("A", faster), member("B", slower)],
      predictions,
      0,
      asPublished,
    );
    expect(shared?.tied).toBe(false);
    expect(unshared?.tied).toBe(true);
  });

  it("follows what the user decided about the quality model, as the estimates do", () => {
    const effects = { "meta-tokens": { mean: -1, sd: 0 } } as const;
    const plain = { ...flash, metaTokens: 0 };
    const [before] = say(flash, plain);
    const [after] = say(flash, plain, { effects });
    expect(before?.tied).toBe(true);
    expect(after?.tied).toBe(false);
    const loss = (design: Design) => {
      const found = predictQuality(design, { effects });
      if (!found.ok) throw new Error(found.problems[0]?.message);
      return found.value.loss.value;
    };
    const [, words] = /^A has a lower loss than B, by ([\d.]+) nats/.exec(after?.text ?? "") ?? [];
    expect(Number(words)).toBeCloseTo(loss(plain) - loss(flash), 1);
  });
});

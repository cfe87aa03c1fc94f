import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  interleaveFfn,
  moveAttention,
  periodicAttention,
  replaceAllLayers,
} from "@/lib/design/edit/editRhythm";
import { flattenLayers } from "@/lib/design/flatten";
import { parseNotation, printNotation } from "@/lib/design/notation";
import { kindOf, type LayerRef } from "@/lib/design/operatorKinds";
import { operators } from "@/lib/design/operators/registry";
import { arbitraryStages } from "./arbitraryStages";

const read = (text: string) => {
  const stages = parseNotation(text);
  if (!stages.ok) throw new Error(text);
  return stages.value;
};
const flat = (stages: ReturnType<typeof read>) => flattenLayers({ stages });
const isMixer = (ref: LayerRef) => operators[kindOf(ref)].role === "mixer";
const isAttention = (ref: LayerRef) => operators[kindOf(ref)].family === "softmax attention";

describe("edits of the rhythm", () => {
  it("make attention periodic over the mixers", () => {
    expect(printNotation(periodicAttention(read("(m2 f)x8"), 4).stages)).toBe("(m2 f m2 f m2 f a f)x2");
    expect(printNotation(periodicAttention(read("(a f)x4"), 2).stages)).toBe("(m2 f a f)x2");
  });

  it("periodic attention is where it was asked for and nowhere else, in any pattern", () => {
    fc.assert(
      fc.property(arbitraryStages, fc.integer({ min: 1, max: 8 }), (stages, every) => {
        const mixers = flat(periodicAttention(stages, every).stages).filter(isMixer);
        expect(mixers).toHaveLength(flat(stages).filter(isMixer).length);
        for (const [place, ref] of mixers.entries()) expect(isAttention(ref)).toBe((place + 1) % every === 0);
      }),
    );
  });

  it("replace one operator by another and nothing else", () => {
    expect(printNotation(replaceAllLayers(read("(m2 f a f)x3 m2"), "mamba2", "gated-deltanet").stages)).toBe(
      "(gd f a f)x3 gd",
    );
  });

  it("move attention by one mixer, FFNs staying in place", () => {
    expect(flat(moveAttention(read("m2 f a f d f"), -1).stages).join(" ")).toBe(
      "attention ffn mamba2 ffn deltanet ffn",
    );
    expect(flat(moveAttention(read("m2 f a f d f"), 1).stages).join(" ")).toBe(
      "mamba2 ffn deltanet ffn attention ffn",
    );
  });

  it("moving attention keeps what there is of every operator, and every FFN's place", () => {
    fc.assert(
      fc.property(arbitraryStages, fc.constantFrom(-1 as const, 1 as const), (stages, direction) => {
        const before = flat(stages);
        const after = flat(moveAttention(stages, direction).stages);
        expect(after.toSorted()).toEqual(before.toSorted());
        expect(after.map(isMixer)).toEqual(before.map(isMixer));
      }),
    );
  });

  it("interleave exactly one FFN after each mixer", () => {
    expect(printNotation(interleaveFfn(read("m2 m2 a f f m2")).stages)).toBe("(m2 f)x2 a f m2 f");
    fc.assert(
      fc.property(arbitraryStages, (stages) => {
        const after = flat(interleaveFfn(stages).stages);
        const mixers = flat(stages).filter(isMixer);
        if (mixers.length > 0) expect(after.filter(isMixer)).toEqual(mixers);
        if (mixers.length > 0) expect(after.map(isMixer)).toEqual(mixers.flatMap(() => [true, false]));
      }),
    );
  });
});

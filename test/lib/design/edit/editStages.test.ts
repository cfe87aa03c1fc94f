import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  groupLayers,
  joinNextStage,
  refoldStages,
  setRepeat,
  splitStage,
  ungroupStage,
} from "@/lib/design/edit/editStages";
import { flattenLayers } from "@/lib/design/flatten";
import { parseNotation, printNotation } from "@/lib/design/notation";
import { arbitraryStages } from "./arbitraryStages";

const flat = (stages: Parameters<typeof printNotation>[0]) => flattenLayers({ stages });
const read = (text: string) => {
  const stages = parseNotation(text);
  if (!stages.ok) throw new Error(text);
  return stages.value;
};

describe("edits of stages", () => {
  it("group a run of layers into a repeated stage", () => {
    const grouped = groupLayers(
      read("a f m2 f a f"),
      [
        { stage: 0, index: 2 },
        { stage: 0, index: 3 },
      ],
      4,
    );
    expect(printNotation(grouped!.stages)).toBe("a f (m2 f)x4 a f");
    expect(grouped!.selected).toEqual([
      { stage: 1, index: 0 },
      { stage: 1, index: 1 },
    ]);
  });

  it("refuse to group what is no unbroken run", () => {
    expect(
      groupLayers(
        read("a f m2 f"),
        [
          { stage: 0, index: 0 },
          { stage: 0, index: 2 },
        ],
        2,
      ),
    ).toBeNull();
  });

  it("ungroup, split, join, fold and group once leave the layer list as it was", () => {
    fc.assert(
      fc.property(arbitraryStages, fc.nat(), fc.nat(), (stages, pick, place) => {
        const stage = pick % stages.length;
        const before = flat(stages);
        expect(flat(ungroupStage(stages, stage).stages)).toEqual(before);
        expect(flat(splitStage(stages, stage, place % 9).stages)).toEqual(before);
        expect(flat(joinNextStage(stages, stage).stages)).toEqual(before);
        expect(flat(refoldStages(stages).stages)).toEqual(before);
        const index = place % stages[stage]!.layers.length;
        expect(flat(groupLayers(stages, [{ stage, index }], 1)!.stages)).toEqual(before);
      }),
    );
  });

  it("joining what was split gives the stage back", () => {
    fc.assert(
      fc.property(arbitraryStages, fc.nat(), fc.integer({ min: 1, max: 8 }), (stages, pick, at) => {
        const stage = pick % stages.length;
        const split = splitStage(stages, stage, at).stages;
        fc.pre(split.length === stages.length + 1);
        expect(flat(joinNextStage(split, stage).stages)).toEqual(flat(stages));
        if (stages[stage]!.repeat > 1) expect(joinNextStage(split, stage).stages).toEqual(stages);
      }),
    );
  });

  it("a repeat count scales the stage's layers", () => {
    expect(printNotation(setRepeat(read("(a f)x2 (m2 f)x3"), 1, 5).stages)).toBe("(a f)x2 (m2 f)x5");
  });
});

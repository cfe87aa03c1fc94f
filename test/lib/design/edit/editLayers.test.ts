import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Stage } from "@/lib/design/design";
import {
  changeLayers,
  copyLayers,
  insertLayers,
  moveLayers,
  removeLayers,
  shiftLayers,
} from "@/lib/design/edit/editLayers";
import { allPositions, layersAt } from "@/lib/design/edit/laneEdit";
import { arbitraryPicks, arbitraryRef, arbitraryStages, pickPoint, pickPositions } from "./arbitraryStages";

const lane = (stages: readonly Stage[]) => stages.flatMap(({ layers }) => layers);
const pair: readonly Stage[] = [
  { repeat: 2, layers: ["mamba2", "ffn", "attention"] },
  { repeat: 3, layers: ["deltanet", "ffn"] },
];

describe("edits of layers", () => {
  it("move a layer within its stage and across stages", () => {
    const within = moveLayers(pair, [{ stage: 0, index: 2 }], { kind: "inside", stage: 0, index: 0 });
    expect(within.stages[0]?.layers).toEqual(["attention", "mamba2", "ffn"]);
    const across = moveLayers(pair, [{ stage: 0, index: 2 }], { kind: "inside", stage: 1, index: 1 });
    expect(across.stages.map(({ layers }) => layers)).toEqual([
      ["mamba2", "ffn"],
      ["deltanet", "attention", "ffn"],
    ]);
    expect(across.selected).toEqual([{ stage: 1, index: 1 }]);
  });

  it("make a stage of what is dropped on a boundary", () => {
    const between = moveLayers(pair, [{ stage: 0, index: 2 }], { kind: "between", stage: 1 });
    expect(between.stages[1]).toEqual({ repeat: 1, layers: ["attention"] });
    expect(between.stages).toHaveLength(3);
  });

  it("drop a stage that lost its last layer", () => {
    const { stages, selected } = removeLayers(pair, [
      { stage: 1, index: 0 },
      { stage: 1, index: 1 },
    ]);
    expect(stages).toEqual([pair[0]]);
    expect(selected).toEqual([{ stage: 0, index: 2 }]);
  });

  it("moving keeps every layer, and selects exactly those moved, in order", () => {
    fc.assert(
      fc.property(arbitraryStages, arbitraryPicks, fc.nat(), (stages, picks, pick) => {
        const positions = pickPositions(stages, picks);
        const moved = moveLayers(stages, positions, pickPoint(stages, pick));
        expect(lane(moved.stages).toSorted()).toEqual(lane(stages).toSorted());
        expect(layersAt(moved.stages, moved.selected)).toEqual(layersAt(stages, positions));
        expect(moved.stages.every(({ layers }) => layers.length > 0)).toBe(true);
      }),
    );
  });

  it("copying adds what was copied and leaves the rest in order", () => {
    fc.assert(
      fc.property(arbitraryStages, arbitraryPicks, fc.nat(), (stages, picks, pick) => {
        const positions = pickPositions(stages, picks);
        const copied = copyLayers(stages, positions, pickPoint(stages, pick));
        expect(layersAt(copied.stages, copied.selected)).toEqual(layersAt(stages, positions));
        expect(lane(removeLayers(copied.stages, copied.selected).stages)).toEqual(lane(stages));
      }),
    );
  });

  it("removing what was inserted gives the lane back", () => {
    fc.assert(
      fc.property(arbitraryStages, arbitraryRef, fc.nat(), (stages, ref, pick) => {
        const inserted = insertLayers(stages, [ref], pickPoint(stages, pick));
        expect(removeLayers(inserted.stages, inserted.selected).stages).toEqual(stages);
      }),
    );
  });

  it("every place can be reached by moving one step at a time", () => {
    fc.assert(
      fc.property(arbitraryStages, fc.nat(), (stages, pick) => {
        let edit = { stages, selected: pickPositions(stages, [pick]) };
        const ref = layersAt(stages, edit.selected);
        for (let step = 0; step < lane(stages).length + stages.length; step++)
          edit = shiftLayers(edit.stages, edit.selected, -1);
        expect(edit.selected).toEqual([{ stage: 0, index: 0 }]);
        expect(layersAt(edit.stages, edit.selected)).toEqual(ref);
      }),
    );
  });

  it("changing an operator changes nothing else", () => {
    fc.assert(
      fc.property(arbitraryStages, arbitraryPicks, arbitraryRef, (stages, picks, ref) => {
        const positions = pickPositions(stages, picks);
        const changed = changeLayers(stages, positions, ref);
        for (const position of allPositions(stages)) {
          const chosen = positions.some(
            ({ stage, index }) => stage === position.stage && index === position.index,
          );
          expect(layersAt(changed.stages, [position])).toEqual(chosen ? [ref] : layersAt(stages, [position]));
        }
      }),
    );
  });
});

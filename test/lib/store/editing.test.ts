import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { walkDepth } from "@/lib/cost/depthWidth";
import type { Design, Stage } from "@/lib/design/design";
import {
  changeLayers,
  copyLayers,
  insertLayers,
  moveLayers,
  removeLayers,
  shiftLayers,
} from "@/lib/design/edit/editLayers";
import { interleaveFfn, moveAttention, periodicAttention } from "@/lib/design/edit/editRhythm";
import { editDesignField, editSetting } from "@/lib/design/edit/editSettings";
import {
  groupLayers,
  joinNextStage,
  setRepeat,
  splitStage,
  ungroupStage,
} from "@/lib/design/edit/editStages";
import type { LaneEdit } from "@/lib/design/edit/laneEdit";
import { withStages } from "@/lib/design/edit/withStages";
import { parseNotation, printNotation } from "@/lib/design/notation";
import { operatorKinds } from "@/lib/design/operatorKinds";
import { parseDesign } from "@/lib/design/parseDesign";
import { presets } from "@/lib/design/presets";
import { fromRecord, toRecord } from "@/lib/store/libraryEntry";
import { decodeShareHash, encodeShareHash } from "@/lib/store/shareLink";
import { createWorkbench, type Workbench } from "@/lib/store/workbench";
import { documentOf } from "@/lib/store/workbenchDocument";
import { pickPoint, pickPositions } from "../design/edit/arbitraryStages";

/** One thing a user may do, as random numbers that choose what and where. */
type Move = readonly [what: number, a: number, b: number];

const laneEdits: readonly ((stages: readonly Stage[], a: number, b: number) => LaneEdit | null)[] = [
  (stages, a, b) => insertLayers(stages, [operatorKinds[a % operatorKinds.length]!], pickPoint(stages, b)),
  (stages, a) => removeLayers(stages, pickPositions(stages, [a])),
  (stages, a, b) => moveLayers(stages, pickPositions(stages, [a, a + 1]), pickPoint(stages, b)),
  (stages, a, b) => copyLayers(stages, pickPositions(stages, [a]), pickPoint(stages, b)),
  (stages, a, b) =>
    changeLayers(stages, pickPositions(stages, [a]), operatorKinds[b % operatorKinds.length]!),
  (stages, a, b) => shiftLayers(stages, pickPositions(stages, [a]), b % 2 === 0 ? -1 : 1),
  (stages, a, b) => groupLayers(stages, pickPositions(stages, [a]), 1 + (b % 3)),
  (stages, a) => ungroupStage(stages, a % stages.length),
  (stages, a, b) => splitStage(stages, a % stages.length, b % 6),
  (stages, a) => joinNextStage(stages, a % stages.length),
  (stages, a, b) => setRepeat(stages, a % stages.length, 1 + (b % 4)),
  (stages, a) => periodicAttention(stages, 1 + (a % 8)),
  (stages, a) => moveAttention(stages, a % 2 === 0 ? -1 : 1),
  (stages) => interleaveFfn(stages),
];

/** Layers above which random editing stops growing, so that a run stays quick. */
const tooLong = 400;

function perform(workbench: Workbench, [what, a, b]: Move): void {
  const { document, edit, beginGesture, updateGesture, commitGesture, open } = workbench.getState();
  const change = (design: Design) => (current: typeof document) => ({ ...current, design });
  const kind = what % (laneEdits.length + 5);
  const laneEdit = laneEdits[kind];
  if (laneEdit !== undefined) {
    const result = laneEdit(document.design.stages, a, b);
    const design = result === null ? null : withStages(document.design, result.stages);
    if (
      design?.ok &&
      design.value.stages.reduce((sum, { repeat, layers }) => sum + repeat * layers.length, 0) < tooLong
    )
      edit("Lane", change(design.value));
    return;
  }
  switch (kind - laneEdits.length) {
    case 0: {
      const result = editDesignField(document.design, "hiddenSize", 64 * (1 + (a % 40)));
      if (result.ok) edit("Hidden size", change(result.design));
      return;
    }
    case 1: {
      const result = editSetting(document.design, "ffn", "intermediateSize", 64 * (1 + (a % 90)));
      if (result.ok) edit("FFN", change(result.design));
      return;
    }
    case 2:
      beginGesture("Walk");
      for (const blocks of [2 + (a % 20), 2 + (b % 20)])
        updateGesture((origin) => ({
          ...origin,
          design: walkDepth(origin.design, blocks, { hold: "total" }).design,
        }));
      commitGesture();
      return;
    case 3:
      edit("Workload", (current) => ({ ...current, workload: { kind: "shipped", id: "chat" } }));
      return;
    default:
      open("Preset", { ...document, design: presets[a % presets.length]!.design });
  }
}

const arbitraryMoves = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: 200, maxLength: 200 });

describe("editing", () => {
  it("undoing 200 random actions gives back the first document exactly, redoing them the last", () => {
    fc.assert(
      fc.property(arbitraryMoves, (moves) => {
        const first = documentOf(presets[0]!.design);
        const workbench = createWorkbench(first);
        for (const move of moves) perform(workbench, move);
        const last = workbench.getState().document;
        const steps = workbench.getState().history.past.length;
        for (let step = 0; step < steps; step++) workbench.getState().undo();
        expect(workbench.getState().document).toEqual(first);
        expect(workbench.getState().history.past).toHaveLength(0);
        for (let step = 0; step < steps; step++) workbench.getState().redo();
        expect(workbench.getState().document).toEqual(last);
      }),
      { numRuns: 12 },
    );
  });

  it("every document on the way is valid, and survives notation, share link and library", () => {
    fc.assert(
      fc.property(arbitraryMoves, (moves) => {
        const workbench = createWorkbench(documentOf(presets[0]!.design));
        for (const [place, move] of moves.entries()) {
          perform(workbench, move);
          if (place % 20 !== 0) continue;
          const { document, view } = workbench.getState();
          const { design } = document;
          expect(parseDesign(design)).toEqual({ ok: true, value: design });
          expect(parseNotation(printNotation(design.stages))).toEqual({ ok: true, value: design.stages });
          const saved = { document, view };
          expect(decodeShareHash(encodeShareHash(saved))).toEqual({ ok: true, value: saved });
          const entry = { id: "1", name: design.name, tags: [], savedAt: 1, saved };
          expect(fromRecord(JSON.parse(JSON.stringify(toRecord(entry))))).toEqual({ ok: true, value: entry });
        }
      }),
      { numRuns: 6 },
    );
  });
});

describe("a design with more parameters than can be counted exactly", () => {
  const moe = { experts: 2, topK: 1, expertSize: 65_536, sharedSize: 0 };
  const wide: Design = {
    ...presets[0]!.design,
    hiddenSize: 65_536,
    stages: [{ repeat: 1000, layers: ["conv", "moe"] }],
    operators: { conv: { convKernel: 3, bias: false }, moe },
  };

  it("is refused by an edit of a setting, as by the reader, and named", () => {
    expect(parseDesign(wide)).toMatchObject({ ok: true });
    const edited = editSetting(wide, "moe", "experts", 4096);
    expect(edited).toMatchObject({ ok: false, problems: [{ field: "operators" }], nearest: null });
    expect(editSetting(wide, "moe", "experts", 4)).toMatchObject({ ok: true });
  });

  it("is refused by an edit of the layers", () => {
    const large: Design = { ...wide, operators: { ...wide.operators, moe: { ...moe, experts: 512 } } };
    expect(withStages(large, [{ repeat: 1, layers: ["conv", "moe"] }])).toMatchObject({ ok: true });
    expect(withStages(large, [{ repeat: 5000, layers: ["conv", "moe"] }])).toMatchObject({
      ok: false,
      problems: [{ field: "operators" }],
    });
  });
});

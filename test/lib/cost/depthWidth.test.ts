import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { walkDepth } from "@/lib/cost/depthWidth";
import { describeDesign } from "@/lib/cost/describe";
import { countLayers, flattenLayers, layerCount } from "@/lib/design/flatten";
import { printNotation } from "@/lib/design/notation";
import { parseDesign } from "@/lib/design/parseDesign";
import { findPreset, presets } from "@/lib/design/presets";
import { stretchPattern } from "@/lib/design/stretchPattern";
import { arbitraryDesign, arbitraryStages } from "../design/arbitraryDesign";

const flash = findPreset("nemotron-flash-1b")!.design;
const arbitraryPreset = fc.constantFrom(...presets.map((preset) => preset.design));
const hold = fc.constantFrom("total" as const, "nonEmbedding" as const);

describe("walkDepth", () => {
  it("makes Nemotron-Flash-1B deeper and thinner at the same size", () => {
    const { design, changes, held } = walkDepth(flash, 16, { hold: "total" });
    expect(printNotation(design.stages)).toBe("(d f m2 f a f m2 f)x3 (d f m2 f)x2");
    expect(design.hiddenSize).toBeLessThan(2048);
    expect(design.hiddenSize % 128).toBe(0);
    expect(describeDesign(design).params.total).toBe(held.reached);
    expect(Math.abs(held.reached / 965_389_440 - 1)).toBeLessThan(0.01);
    expect(changes.join("\n")).toMatch(/Blocks 12 → 16[\s\S]*Hidden size 2,048 → [\s\S]*FFN width 6,144 → /);
  });

  it("holds the count within 1 % at every depth of every preset, with legal designs", () => {
    fc.assert(
      fc.property(arbitraryPreset, fc.integer({ min: 3, max: 96 }), hold, (origin, blocks, held) => {
        const { design } = walkDepth(origin, blocks, { hold: held });
        const before = describeDesign(origin).params[held];
        expect(Math.abs(describeDesign(design).params[held] / before - 1)).toBeLessThanOrEqual(0.01);
        expect(parseDesign(design)).toMatchObject({ ok: true });
        expect(describeDesign(design).depthBlocks).toBe(blocks);
      }),
      { numRuns: 300 },
    );
  });

  it("gives the origin back, unchanged, at its own depth", () => {
    fc.assert(
      fc.property(arbitraryPreset, hold, (origin, held) => {
        const back = walkDepth(origin, describeDesign(origin).depthBlocks, { hold: held });
        expect(back).toMatchObject({ design: origin, changes: [] });
      }),
    );
  });

  it("stays legal for any design, and says how far it missed where it must", () => {
    fc.assert(
      fc.property(arbitraryDesign, fc.integer({ min: 1, max: 60 }), (origin, blocks) => {
        const { design, held } = walkDepth(origin, blocks, { hold: "total" });
        expect(parseDesign(design)).toMatchObject({ ok: true });
        expect(describeDesign(design).params.total).toBe(held.reached);
      }),
      { numRuns: 150 },
    );
  });

  it("gets no wider as it gets deeper by half or more", () => {
    fc.assert(
      fc.property(arbitraryPreset, fc.integer({ min: 4, max: 40 }), (origin, blocks) => {
        const shallow = walkDepth(origin, blocks, { hold: "nonEmbedding" }).design;
        const deep = walkDepth(origin, Math.ceil(1.5 * blocks), { hold: "nonEmbedding" }).design;
        expect(deep.hiddenSize).toBeLessThanOrEqual(shallow.hiddenSize);
      }),
    );
  });
});

describe("stretchPattern", () => {
  it("reaches the depth it is asked for, whatever the pattern", () => {
    fc.assert(
      fc.property(arbitraryStages, fc.integer({ min: 1, max: 200 }), (stages, layers) => {
        const reached = layerCount(stretchPattern(stages, layers));
        const runs = flattenLayers({ stages: [...stages, ...stages] })
          .map((ref) => (/^(ffn|moe)/.test(ref) ? "f" : "m"))
          .join("")
          .split("m");
        const longestUnit = 1 + Math.max(...runs.map((run) => run.length));
        expect(reached).toBeGreaterThan(0);
        expect(reached).toBeLessThanOrEqual(layers);
        expect(layers - reached).toBeLessThan(longestUnit);
      }),
    );
  });

  it("loses no operator when it stretches a pattern", () => {
    fc.assert(
      fc.property(arbitraryStages, fc.integer({ min: 1, max: 100 }), (stages, more) => {
        const stretched = countLayers(stretchPattern(stages, layerCount(stages) + more));
        expect([...stretched.keys()].sort()).toEqual([...countLayers(stages).keys()].sort());
      }),
    );
  });

  it("keeps the ratios of operators when it doubles a pattern", () => {
    fc.assert(
      fc.property(arbitraryStages, (stages) => {
        const doubled = countLayers(stretchPattern(stages, 2 * layerCount(stages)));
        for (const [ref, count] of countLayers(stages))
          expect(Math.abs(doubled.get(ref)! - 2 * count)).toBeLessThanOrEqual(6);
      }),
    );
  });

  it("keeps full attention when it cuts a pattern short", () => {
    const { stages } = findPreset("gemma-3-4b")!.design;
    for (const layers of [8, 10, 12, 20])
      expect(countLayers(stretchPattern(stages, layers)).get("attention")).toBe(1);
  });
});

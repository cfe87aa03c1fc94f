import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeDesign, flopsPerToken } from "@/lib/cost/describe";
import type { Design } from "@/lib/design/design";
import { flattenLayers } from "@/lib/design/flatten";
import { findPreset } from "@/lib/design/presets";
import { arbitraryDesign } from "../design/arbitraryDesign";

describe("describeDesign", () => {
  it("counts Qwen3-0.6B's FLOPs a token as its products and one key of attention", () => {
    const layer = 1024 * 4096 + 2048 * 1024 + 3 * 1024 * 3072;
    const products = 2 * (28 * layer + 151_936 * 1024);
    const attention = 28 * 4 * 16 * 128;
    const elementwise = 28 * (2 * 2048 + 2 * (16 + 8) * 128 + 2 * 3072) + 2048 + 151_936;
    expect(flopsPerToken(findPreset("qwen3-0.6b")!.design)).toBe(products + attention + elementwise);
  });

  it("does not depend on how stages are written", () => {
    fc.assert(
      fc.property(arbitraryDesign, (design) => {
        const unrolled: Design = { ...design, stages: [{ repeat: 1, layers: flattenLayers(design) }] };
        const { notation: _a, ...folded } = describeDesign(design);
        const { notation: _b, ...written } = describeDesign(unrolled);
        expect(written).toEqual(folded);
      }),
    );
  });

  it("grows in proportion to the layers", () => {
    const { design } = findPreset("nemotron-flash-1b")!;
    const { attention: _unused, ...operators } = design.operators;
    const at = (repeat: number) =>
      describeDesign({
        ...design,
        operators,
        stages: [{ repeat, layers: ["deltanet", "ffn", "mamba2", "ffn"] }],
      });
    const each = at(2).params.total - at(1).params.total;
    expect(at(2500).params.total).toBe(at(1).params.total + 2499 * each);
    expect(at(2500)).toMatchObject({
      layers: 10_000,
      depthBlocks: 5000,
      stateBytes: 2500 * at(1).stateBytes,
    });
  });

  it("counts the active experts' FLOPs only", () => {
    const { design } = findPreset("qwen3-30b-a3b")!;
    const { params } = describeDesign(design);
    expect(flopsPerToken(design) / (2 * (params.active - params.embedding / 2))).toBeCloseTo(1, 2);
  });
});

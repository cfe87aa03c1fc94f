import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDesign } from "@/lib/design/parseDesign";
import { makeFit } from "@/lib/export/makeFit";
import { targetIds } from "@/lib/export/target";
import { targets } from "@/lib/export/targets";
import { exampleDesigns } from "./exampleDesigns";
import { randomDesign } from "./randomDesigns";

describe("making a design fit a target", () => {
  it("ends in a legal design that the target takes, for most random designs", () => {
    let found = 0;
    let tried = 0;
    fc.assert(
      fc.property(randomDesign, (design) => {
        for (const id of targetIds) {
          tried += 1;
          const fit = makeFit(targets[id], design);
          if (fit === null) continue;
          found += 1;
          expect(targets[id].check(fit.design)).toEqual([]);
          expect(parseDesign(fit.design)).toMatchObject({ ok: true });
        }
      }),
      { numRuns: 100, seed: 3 },
    );
    expect(found / tried).toBeGreaterThan(0.7);
  });

  it("leads the flagship design to every stack, by few edits", () => {
    const flagship = exampleDesigns["nemotron-flash-1b"]!;
    for (const id of targetIds) expect([id, makeFit(targets[id], flagship)]).not.toEqual([id, null]);
    expect(makeFit(targets.nemotron_flash, flagship)?.steps).toEqual([]);
    expect(makeFit(targets.megatron, flagship)?.steps).toEqual([
      "Replace DeltaNet by Gated DeltaNet",
      "Remove the meta tokens",
    ]);
    expect(makeFit(targets.fla, flagship)?.steps).toEqual([
      "Replace Mamba2 by DeltaNet",
      "Remove the meta tokens",
      "Add rotary embedding of base 10000",
    ]);
  });
});

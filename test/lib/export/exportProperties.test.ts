import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { parameterTable, sumParameters } from "@/lib/cost/parameters";
import { parseDesign } from "@/lib/design/parseDesign";
import { makeBundle } from "@/lib/export/bundle";
import { recipeFor } from "@/lib/export/recipe";
import { roundTrip } from "@/lib/export/roundTrip";
import { type TargetId, targetIds } from "@/lib/export/target";
import { targets } from "@/lib/export/targets";
import { countConfig } from "./countConfig";
import { randomDesign } from "./randomDesigns";

/** Fixed, so that every run judges the same designs and the counts below mean something. */
const seed = 20_260_811;
const runs = 800;

describe("every target, over random designs", () => {
  it("refuses with reasons, or writes files that read back to the design and hold its parameters", () => {
    const taken = new Map<TargetId, number>();
    const refused = new Map<TargetId, number>();
    fc.assert(
      fc.property(randomDesign, (design) => {
        const total = sumParameters(parameterTable(design)).total;
        for (const id of targetIds) {
          const target = targets[id];
          const reasons = target.check(design);
          if (reasons.length > 0) {
            refused.set(id, (refused.get(id) ?? 0) + 1);
            for (const { field, message } of reasons) expect(field !== "" && message.length > 20).toBe(true);
            continue;
          }
          taken.set(id, (taken.get(id) ?? 0) + 1);
          const files = target.emit(design, recipeFor(design));
          expect(roundTrip(target, design, files)).toMatchObject({ kind: "read", changed: [] });
          const [main] = files;
          if (id !== "design") expect([id, countConfig(id, main!.text)]).toEqual([id, total]);
        }
      }),
      { numRuns: runs, seed },
    );
    for (const id of targetIds) {
      expect([id, (taken.get(id) ?? 0) > 0]).toEqual([id, true]);
      if (id !== "design") expect([id, (refused.get(id) ?? 0) > 10]).toEqual([id, true]);
    }
  });

  it("offers only edits that give a legal design without the reason they came with", () => {
    let edits = 0;
    fc.assert(
      fc.property(randomDesign, (design) => {
        for (const id of targetIds)
          for (const { field, message, edit } of targets[id].check(design)) {
            if (edit === undefined) continue;
            edits += 1;
            const parsed = parseDesign(edit.design);
            expect([id, message, edit.label, parsed]).toMatchObject([id, message, edit.label, { ok: true }]);
            const left = targets[id].check(edit.design).map((reason) => `${reason.field} ${reason.message}`);
            expect(left).not.toContain(`${field} ${message}`);
          }
      }),
      { numRuns: 250, seed },
    );
    expect(edits).toBeGreaterThan(1000);
  });

  it("writes YAML and JSON that parse, for any name", () => {
    fc.assert(
      fc.property(randomDesign, (design) => {
        for (const id of targetIds) {
          const bundle = makeBundle(targets[id], design);
          if (!bundle.ok) continue;
          for (const { path, text } of bundle.files) {
            if (path.endsWith(".json")) expect(JSON.parse(text)).toBeTypeOf("object");
            if (path.endsWith(".yaml")) expect(parseYaml(text)).toBeTypeOf("object");
          }
        }
      }),
      { numRuns: 100, seed },
    );
  });

  it("writes scripts that bash accepts, for any name", () => {
    const scripts: string[] = [];
    fc.assert(
      fc.property(randomDesign, (design) => {
        for (const id of ["megatron", "fla"] as const) {
          const target = targets[id];
          if (target.check(design).length > 0) continue;
          for (const { path, text } of target.emit(design, recipeFor(design)))
            if (path.endsWith(".sh")) scripts.push(text);
        }
      }),
      { numRuns: 200, seed },
    );
    expect(scripts.length).toBeGreaterThan(20);
    for (const script of scripts.slice(0, 40))
      expect(() => execFileSync("bash", ["-n"], { input: script })).not.toThrow();
  });
});

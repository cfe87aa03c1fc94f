import { execFileSync } from "node:child_process";
import { csvParse } from "d3-dsv";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { parameterTable, sumParameters } from "@/lib/cost/parameters";
import type { Design } from "@/lib/design/design";
import { parseDesign } from "@/lib/design/parseDesign";
import { isInside, zipFiles } from "@/lib/export/archive";
import { makeBundle } from "@/lib/export/bundle";
import { recipeFor } from "@/lib/export/recipe";
import { distinctNames, safeName } from "@/lib/export/safeName";
import { commentText, shellQuote } from "@/lib/export/shell";
import { makeShortlist } from "@/lib/export/shortlist";
import { targets } from "@/lib/export/targets";
import { trainingCost } from "@/lib/export/trainingCost";
import { weightProjection } from "@/lib/export/weightProjection";
import { readOwnResults } from "@/lib/quality/own/readOwnResults";
import { exampleDesigns } from "./exampleDesigns";

const flash = exampleDesigns["nemotron-flash-1b"]!;

function filesOf(design: Design, target: keyof typeof targets = "nemotron_flash") {
  const bundle = makeBundle(targets[target], design);
  if (!bundle.ok) throw new Error("refused");
  return bundle.files;
}

describe("a bundle", () => {
  it("holds the target's files, the design, its tensors, its figures and a README", () => {
    expect(filesOf(flash).map(({ path }) => path)).toEqual([
      "README.md",
      "config.json",
      "design.json",
      "figures.json",
      "parameters.csv",
      "pretrain.yaml",
    ]);
  });

  it("has the same bytes every time, and the files come out of the archive unchanged", () => {
    const once = zipFiles("x", filesOf(flash));
    const again = zipFiles("x", [...filesOf(structuredClone(flash))].reverse());
    expect(Buffer.from(again).equals(Buffer.from(once))).toBe(true);
    const inside = unzipSync(once);
    for (const { path, text } of filesOf(flash)) expect(strFromU8(inside[`x/${path}`]!)).toBe(text);
  });

  it("keeps the design so that it reads back in full", () => {
    const kept = filesOf(flash).find(({ path }) => path === "design.json")!;
    expect(parseDesign(JSON.parse(kept.text))).toEqual({ ok: true, value: flash });
  });

  it("lists tensors whose counts add to the parameters, total included", () => {
    const csv = filesOf(flash).find(({ path }) => path === "parameters.csv")!;
    const rows = csvParse(csv.text.trim());
    const total = rows.at(-1)!;
    const sum = rows.slice(0, -1).reduce((all, row) => all + Number(row.total), 0);
    expect([total.group, Number(total.total), sum]).toEqual(["total", 965_389_440, 965_389_440]);
    for (const row of rows.slice(0, -1))
      expect(Number(row.each)).toBe(
        row.shape!.split("x").reduce((product, size) => product * Number(size), 1),
      );
  });

  it("carries every figure with unit, interval, source and provenance", () => {
    const { figures } = JSON.parse(filesOf(flash).find(({ path }) => path === "figures.json")!.text);
    expect(figures.length).toBeGreaterThan(6);
    for (const { estimate } of figures)
      expect(estimate).toMatchObject({
        value: expect.any(Number),
        unit: expect.any(String),
        lo: expect.any(Number),
        hi: expect.any(Number),
        source: expect.any(String),
        provenance: expect.stringMatching(/.{10,}/),
      });
  });

  it("says in its README where weights must be projected, and names the commands", () => {
    const text = filesOf(flash).find(({ path }) => path === "README.md")!.text;
    expect(text).toContain("right after `optimizer.step()`");
    expect(text).toContain("automodel pretrain.yaml");
    expect(text).toContain("256 learnable tokens");
    expect(text).toContain("## Not tried");
    const { rows, columns } = weightProjection(flash);
    expect(rows).toContain("ffn up_proj.weight");
    expect(columns).toEqual([
      "deltanet o_proj.weight",
      "ffn down_proj.weight",
      "mamba2 out_proj.weight",
      "attention o_proj.weight",
    ]);
  });
});

describe("names", () => {
  const hostile = [
    "../../etc/passwd",
    "/abs",
    "C:\\x",
    "a'b\"c $(touch x) `id`",
    "Größe 模型 🚀",
    "..",
    ".",
    "con",
    "a\nrm -rf x",
    "-rf",
    "x".repeat(200),
  ];

  it("never lead out of the bundle's folder", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "binary" }), (name) => {
        expect(safeName(name)).toMatch(/^[a-z0-9][a-z0-9._-]{0,70}$/);
        expect(isInside(safeName(name))).toBe(true);
      }),
    );
    for (const name of hostile) {
      const zip = unzipSync(zipFiles(safeName(name), filesOf({ ...flash, name })));
      for (const path of Object.keys(zip)) expect(isInside(path)).toBe(true);
    }
    expect(new Set(distinctNames(["a", "A", "ä", "a"])).size).toBe(4);
  });

  it("are refused as paths when they would", () => {
    for (const path of ["../x", "/x", "a//b", "a/./b", "a\\b", "c:x", ""]) expect(isInside(path)).toBe(false);
    expect(() => zipFiles("ok", [{ path: "../x", text: "" }])).toThrow();
  });

  it("cannot end the comment of a script", () => {
    for (const name of hostile) {
      const script = filesOf({ ...exampleDesigns["qwen3-0.6b"]!, name }, "megatron").find(({ path }) =>
        path.endsWith(".sh"),
      )!.text;
      expect(script.split("\n")[1]).toBe(
        `# ${commentText(name)}: Megatron-LM, pretraining from random weights.`,
      );
      execFileSync("bash", ["-n"], { input: script });
    }
  });

  it("come out of the shell as they went in", () => {
    for (const word of [...hostile, "*-*-", "[0,1]", "", "a b", "$HOME", "\\n"])
      expect(execFileSync("bash", ["-c", `printf %s ${shellQuote(word)}`], { encoding: "utf8" })).toBe(word);
  });
});

describe("the recipe", () => {
  it("is the paper's: 1e-3 cosine, AdamW without weight decay, 2M tokens a step at context 4,096", () => {
    const recipe = recipeFor(flash);
    expect(recipe.peakLearningRate.value).toBe(1e-3);
    expect(recipe.weightDecay.value).toBe(0);
    expect(recipe.batchSequences.value * recipe.sequenceLength.value).toBe(2 ** 21);
    // The last phase is part of the 4.5T tokens.
    expect(recipe.steps).toBe(Math.ceil((4.5e12 - 25e9) / 2 ** 21));
    expect(recipe.longContext?.value).toEqual({ tokens: 25e9, sequenceLength: 29_000 - 256 });
  });

  it("spends the tokens asked for, the last phase included, to less than a step", () => {
    for (const wishes of [{}, { tokens: 3e11 }, { tokens: 1e9 }, { tokens: 1e12, batchTokens: 1e6 }]) {
      const recipe = recipeFor(flash, wishes);
      const step = recipe.batchSequences.value * recipe.sequenceLength.value;
      const spent = recipe.steps * step + (recipe.longContext?.value.tokens ?? 0);
      expect(spent).toBeGreaterThanOrEqual(recipe.tokens.value);
      expect(spent - recipe.tokens.value).toBeLessThan(step);
    }
  });

  it("never asks for more positions than the design has", () => {
    const small = recipeFor({ ...flash, maxPositions: 1024 }, { sequenceLength: 8192 });
    expect(small.sequenceLength.value).toBe(1024 - 256);
  });

  it("costs about six FLOPs a parameter and token, plus attention, and the band holds the value", () => {
    const recipe = recipeFor(flash);
    const { flops, gpuHours } = trainingCost(flash, recipe);
    const params = sumParameters(parameterTable(flash)).total;
    const sixfold = 6 * params * recipe.tokens.value;
    expect(flops.value / sixfold).toBeGreaterThan(1);
    expect(flops.value / sixfold).toBeLessThan(1.3);
    for (const { lo, value, hi } of [flops, gpuHours]) expect(lo! <= value && value <= hi!).toBe(true);
  });
});

describe("a shortlist", () => {
  const designs = [flash, exampleDesigns["qwen3-0.6b"]!, { ...flash, name: '=HYPERLINK("x")' }, flash];

  it("gives each design a folder of its own, with reasons where the target refuses", () => {
    const { files, refused } = makeShortlist(targets.qwen3, designs);
    expect(refused).toHaveLength(3);
    const paths = files.map(({ path }) => path);
    expect(paths).toContain("qwen3-0.6b/config.json");
    expect(paths).toContain("nemotron-flash-1b-2/refused.txt");
    expect(new Set(paths).size).toBe(paths.length);
  });

  it("has a manifest that reads back as own results once losses are filled in", () => {
    const { files } = makeShortlist(targets.nemotron_flash, designs, { wishes: { tokens: 1e11 } });
    const manifest = files.find(({ path }) => path === "manifest.csv")!.text;
    const rows = csvParse(manifest.trim());
    expect(rows.map(({ loss }) => loss)).toEqual(["", "", "", ""]);
    expect(rows[2]!.name).toBe('\'=HYPERLINK("x")');
    const filled = manifest.replaceAll(",100000000000,,", ",100000000000,2.5,");
    const results = readOwnResults(filled);
    expect(results).toMatchObject({ ok: true });
    if (results.ok) {
      expect(results.value.map(({ loss, tokens }) => [loss, tokens])).toEqual(Array(4).fill([2.5, 1e11]));
      expect(results.value[0]!.design).toEqual(flash);
    }
  });
});

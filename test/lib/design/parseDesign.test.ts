import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemText } from "@/lib/base/result";
import type { Design } from "@/lib/design/design";
import { parseDesign } from "@/lib/design/parseDesign";
import { findPreset } from "@/lib/design/presets";
import { readDesignText } from "@/lib/design/readDesignText";
import { arbitraryDesign } from "./arbitraryDesign";

const good = findPreset("nemotron-flash-1b")!.design;

/** The text of all problems of a design with some fields replaced. */
function problemsOf(change: Readonly<Record<string, unknown>>): string {
  const parsed = parseDesign({ ...good, ...change });
  return parsed.ok ? "" : parsed.problems.map(problemText).join("\n");
}

function withSettings(kind: keyof Design["operators"], change: Readonly<Record<string, unknown>>): string {
  return problemsOf({ operators: { ...good.operators, [kind]: { ...good.operators[kind], ...change } } });
}

describe("parseDesign", () => {
  it("gives back every valid design unchanged", () => {
    fc.assert(
      fc.property(arbitraryDesign, (design) => {
        const copy: unknown = JSON.parse(JSON.stringify(design));
        expect(parseDesign(copy)).toEqual({ ok: true, value: copy });
      }),
    );
  });

  it("names the place, the mistake and the nearest name of an unknown operator", () => {
    const text = problemsOf({ stages: [{ repeat: 1, layers: ["ffn", "mamab2"] }] });
    expect(text).toContain("stages[0].layers[1]");
    expect(text).toContain('"mamab2" is not a known operator');
    expect(text).toContain("Did you mean mamba2?");
  });

  it("names the nearest KV heads when heads are not divisible", () => {
    const text = withSettings("attention", { kvHeads: 5 });
    expect(text).toContain("operators.attention.kvHeads");
    expect(text).toContain("16 heads cannot be shared out over 5 KV heads");
    expect(text).toContain("Nearest: 4.");
  });

  it("names the nearest head dim when Mamba2's width is no multiple of it", () => {
    const text = withSettings("mamba2", { headDim: 60 });
    expect(text).toContain("operators.mamba2.headDim");
    expect(text).toContain("2 x 2048 = 4096 is not a multiple of 60");
    expect(text).toContain("Nearest: 64.");
  });

  it("refuses zero layers, an empty stage and a zero repeat", () => {
    expect(problemsOf({ stages: [] })).toContain("stages: must list at least one stage");
    expect(problemsOf({ stages: [{ repeat: 1, layers: [] }] })).toContain(
      "stages[0].layers: must name at least one layer",
    );
    expect(problemsOf({ stages: [{ repeat: 0, layers: ["ffn"] }] })).toContain(
      "stages[0].repeat: must be a whole number from 1 to 10,000, but is 0. Nearest: 1.",
    );
  });

  it("refuses more than 10,000 layers without unrolling them", () => {
    const text = problemsOf({ stages: [{ repeat: 10_000, layers: ["attention", "ffn"] }] });
    expect(text).toContain("at most 10,000 layers, but this has 20,000");
    expect(problemsOf({ stages: [{ repeat: 1e300, layers: ["ffn", "ffn"] }] })).toContain(
      "at most 10,000 layers",
    );
    expect(
      parseDesign({ ...good, stages: [{ repeat: 2500, layers: ["deltanet", "ffn", "mamba2", "ffn"] }] }).ok,
    ).toBe(true);
  });

  it("refuses unknown fields with their path and the nearest known one", () => {
    expect(problemsOf({ hidenSize: 2048 })).toContain(
      "hidenSize: is not a field of this document. Did you mean hiddenSize?",
    );
    expect(withSettings("ffn", { width: 3 })).toContain("operators.ffn.width: is not a field");
    expect(problemsOf({ norm: { kind: "rms", scale: true, bias: false, post: false, eps: 1 } })).toContain(
      "norm.eps",
    );
  });

  it("tells how to write a number that came as text", () => {
    expect(problemsOf({ hiddenSize: "2048" })).toContain(
      'hiddenSize: must be a whole number from 1 to 65,536, but is the text "2048". Write the number without quotes: 2048.',
    );
    expect(withSettings("ffn", { intermediateSize: 6144.5 })).toContain("Nearest: 6145.");
  });

  it("says which settings are missing and gives an example", () => {
    const text = problemsOf({ stages: [{ repeat: 1, layers: ["swa#wide"] }] });
    expect(text).toContain("operators.swa#wide: is missing");
    expect(text).toContain('"window":512');
  });

  it("refuses names and schema versions out of bounds", () => {
    expect(problemsOf({ name: "" })).toContain("name: must be a text of 1 to 200 characters");
    expect(problemsOf({ name: "x".repeat(201) })).toContain("name");
    expect(problemsOf({ schema: "paretoscope/design@9" })).toContain('must be "paretoscope/design@1"');
    expect(problemsOf({ hiddenSize: 65_537 })).toContain("Nearest: 65536.");
  });

  it("reports all problems at once", () => {
    const parsed = parseDesign({ ...good, hiddenSize: "a", vocabSize: -1, tieEmbeddings: "yes" });
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.field)).toEqual(
      expect.arrayContaining(["hiddenSize", "vocabSize", "tieEmbeddings"]),
    );
  });

  it("refuses a design too large to be counted exactly", () => {
    const text = problemsOf({
      hiddenSize: 65_536,
      stages: [{ repeat: 5000, layers: ["moe", "moe"] }],
      operators: { moe: { experts: 4096, topK: 8, expertSize: 262_144, sharedSize: 0 } },
    });
    expect(text).toContain("cannot be counted exactly");
  });

  it("checks groups of layers that share weights", () => {
    expect(problemsOf({ shareLayers: [[0, 99]] })).toContain("names layer 99, but the design has 24 layers");
    expect(problemsOf({ shareLayers: [[0, 1]] })).toContain("only like layers share weights");
    expect(
      problemsOf({
        shareLayers: [
          [1, 3],
          [3, 5],
        ],
      }),
    ).toContain("names layer 3 a second time");
  });

  it("lists the first twenty problems of a design that is wrong throughout", () => {
    const layers = Array.from({ length: 10_000 }, (_, index) => `operator${index}`);
    const parsed = parseDesign({ ...good, stages: [{ repeat: 1, layers }] });
    expect(parsed.ok ? [] : parsed.problems).toHaveLength(21);
  });

  it("never throws, whatever JSON it is given", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => typeof parseDesign(value).ok === "boolean"));
    const mutated = fc.tuple(fc.constantFrom(...Object.keys(good)), fc.jsonValue());
    fc.assert(
      fc.property(mutated, ([field, value]) => {
        const parsed = parseDesign({ ...good, [field]: value });
        if (!parsed.ok)
          for (const problem of parsed.problems) expect(problem.message.length).toBeGreaterThan(5);
      }),
      { numRuns: 500 },
    );
  });
});

describe("readDesignText", () => {
  it("says where text stops being JSON", () => {
    const read = readDesignText('{"name": ');
    expect(read.ok ? "" : problemText(read.problems[0]!)).toMatch(/not JSON/);
  });

  it("refuses text above 8 MB unread", () => {
    const read = readDesignText("x".repeat(9 * 1024 * 1024));
    expect(read.ok ? "" : read.problems[0]!.message).toContain("was not read");
  });

  it("answers deeply nested junk with a problem", () => {
    const depth = 200_000;
    const objects = readDesignText(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);
    expect(objects.ok ? "" : objects.problems[0]!.message).toContain(
      "more than 64 levels deep at character 321",
    );
    expect(readDesignText(`{"stages":${"[".repeat(depth)}`).ok).toBe(false);
  });

  it("refuses an object of absurdly many fields unread", () => {
    const fields = Array.from({ length: 20_000 }, (_, index) => `"f${index}":1`).join();
    const read = readDesignText(`{${fields}}`);
    expect(read.ok ? "" : read.problems[0]!.message).toContain("more than 10,000 fields");
  });

  it("does not take brackets inside texts for nesting", () => {
    const name = `${"[{".repeat(40)}\\"`;
    expect(readDesignText(JSON.stringify({ ...good, name }))).toMatchObject({ ok: true });
  });
});

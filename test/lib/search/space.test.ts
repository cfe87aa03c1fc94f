import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { flattenLayers } from "@/lib/design/flatten";
import { operators } from "@/lib/design/operators/registry";
import { parseDesign } from "@/lib/design/parseDesign";
import { findPreset, presets } from "@/lib/design/presets";
import { blockCount } from "@/lib/search/blockUnits";
import { candidateDesign } from "@/lib/search/candidateDesign";
import { type CompiledSpace, compileSpace } from "@/lib/search/compileSpace";
import { embedDesign, embedPattern } from "@/lib/search/embedDesign";
import { emptyUnrolled, fingerprint, genomeAt, sampleGenome, unroll } from "@/lib/search/genome";
import { mutate } from "@/lib/search/mutate";
import { parseSpace } from "@/lib/search/parseSpace";
import type { ComposedStage, SearchSpace } from "@/lib/search/space";
import { generalSpace, paperSpace, spaceAround } from "@/lib/search/spaces";
import { enumerableSpace } from "./searchFixtures";

function compiled(space: SearchSpace): CompiledSpace {
  const result = compileSpace(space);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

const winner = findPreset("searched-latency-837m")!.design;
const spaces = {
  paper: compiled(paperSpace),
  all: compiled(generalSpace),
  around: compiled(spaceAround(findPreset("nemotron-flash-1b")!.design)),
};

describe("search spaces", () => {
  it.each(Object.entries(spaces))("yields legal designs only (%s)", (_, space) => {
    const random = seededRandom(3);
    for (let draw = 0; draw < 100; draw++) {
      const design = candidateDesign(space, sampleGenome(space, random));
      if (design.stages.length === 0) continue;
      expect(parseDesign(design)).toMatchObject({ ok: true });
      expect(flattenLayers(design).length).toBeLessThanOrEqual(space.space.layers.max);
    }
  });

  it("expresses both published winners of the paper", () => {
    const genome = embedDesign(spaces.paper, winner)!;
    const back = candidateDesign(spaces.paper, genome);
    expect(flattenLayers(back)).toEqual(flattenLayers(winner));
    expect(back.operators).toEqual(winner.operators);
    const block = ["mamba2", "ffn", "swa", "ffn", "swa", "ffn", "deltanet"] as const;
    const end = ["mamba2", "ffn", "swa", "ffn", "deltanet", "ffn", "ffn"] as const;
    const parameterWinner = [
      { repeat: 3, layers: block },
      { repeat: 1, layers: end },
    ];
    expect(embedPattern(spaces.paper, { stages: parameterWinner })).not.toBeNull();
  });

  it("cannot express the latency winner without blocks of three mixers, as the paper describes its space", () => {
    const described = compiled({
      ...paperSpace,
      stages: paperSpace.stages.map((stage) => ({ ...stage, shapes: "pair" as const, literals: [] })),
    } as SearchSpace);
    expect(embedPattern(described, winner)).toBeNull();
  });

  it("finds every design it makes again", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const genome = sampleGenome(spaces.paper, seededRandom(seed));
        const design = candidateDesign(spaces.paper, genome);
        if (design.stages.length === 0) return;
        const found = embedDesign(spaces.paper, design);
        expect(found).not.toBeNull();
        expect(candidateDesign(spaces.paper, found!)).toEqual(design);
      }),
      { numRuns: 60 },
    );
  });

  it("holds a design with operators in its table that no layer uses", () => {
    const { design } = findPreset("nemotron-flash-1b")!;
    const kept = {
      ...design,
      operators: { ...design.operators, gla: operators.gla.defaults(design.hiddenSize) },
    };
    const space = compiled(spaceAround(kept));
    const found = embedDesign(space, kept);
    expect(found).not.toBeNull();
    expect(flattenLayers(candidateDesign(space, found!))).toEqual(flattenLayers(design));
  });

  it("varies the width of every preset within a quarter, keeps its own, and holds the preset itself", () => {
    for (const { id, design } of presets) {
      const around = spaceAround(design);
      const { hiddenSizes } = around;
      expect([id, hiddenSizes.includes(design.hiddenSize)]).toEqual([id, true]);
      expect([id, hiddenSizes.length]).toEqual([id, expect.toSatisfy((count: number) => count >= 3)]);
      for (const size of hiddenSizes) {
        expect(Math.abs(size / design.hiddenSize - 1)).toBeLessThanOrEqual(0.25);
        if (size !== design.hiddenSize) expect(size % 64).toBe(0);
      }
      const space = compiled(around);
      if (design.shareLayers === undefined) expect([id, embedDesign(space, design)]).not.toEqual([id, null]);
    }
  });

  it("refuses more blocks than a genome can number, before it lists them", () => {
    const variants = Array.from({ length: 45 }, (_, at) => `swa#w${at}` as const);
    const operators = { ...paperSpace.base.operators };
    for (const ref of variants) operators[ref] = paperSpace.base.operators.swa!;
    const stage = {
      ...paperSpace.stages[0]!,
      shapes: "composite" as const,
      mixers: variants,
    } as ComposedStage;
    const space: SearchSpace = { ...paperSpace, base: { ...paperSpace.base, operators }, stages: [stage] };
    const result = compileSpace(space);
    if (result.ok) throw new Error("accepted");
    const count = (45 + 3 * 45 * 44 + 2 * 45 * 44 * 43 + (stage.literals?.length ?? 0)).toLocaleString(
      "en-US",
    );
    expect(result.problems).toMatchObject([{ field: "stages[0].mixers" }]);
    expect(result.problems[0]?.message).toContain(`combine to ${count} blocks`);
    const fewer = { ...stage, mixers: variants.slice(0, 12) };
    const listed = compiled({ ...space, stages: [fewer] });
    expect(listed.stages[0]?.units.length).toBe(blockCount(fewer));
  });

  it("counts its genomes exactly and enumerates each once", () => {
    const space = compiled({ ...enumerableSpace, stages: enumerableSpace.stages.slice(0, 1) });
    const seen = new Set<string>();
    for (let place = 0; place < space.size; place++) seen.add(genomeAt(space, place).join());
    expect(seen.size).toBe(space.size);
  });

  it("gives designs of different layers different fingerprints, and equal designs equal ones", () => {
    const space = compiled(enumerableSpace);
    const unrolled = emptyUnrolled(space);
    const prints = new Map<number, string>();
    for (let place = 0; place < space.size; place += 37) {
      const genome = genomeAt(space, place);
      unroll(space, genome, unrolled);
      const text = `${genome[0]} ${unrolled.layers.subarray(0, unrolled.length).join()}`;
      const print = fingerprint(genome, unrolled);
      expect(prints.get(print) ?? text).toBe(text);
      prints.set(print, text);
    }
    expect(new Set(prints.values()).size).toBe(prints.size);
  });

  it("mutates one factor at a time", () => {
    const random = seededRandom(5);
    for (let draw = 0; draw < 500; draw++) {
      const genome = sampleGenome(spaces.all, random);
      const child = genome.slice();
      const change = mutate(spaces.all, child, random);
      const changed = genome.filter((value, gene) => value !== child[gene]).length;
      expect(changed).toBe(change === null ? 0 : 1);
    }
  });

  it("keeps locked stages and layers in every design", () => {
    const { design } = findPreset("nemotron-flash-1b")!;
    const space = compiled(spaceAround(design, { stages: [1], layers: [{ stage: 0, index: 4 }] }));
    const random = seededRandom(9);
    for (let draw = 0; draw < 50; draw++) {
      const genome = sampleGenome(space, random);
      genome[6] = 2;
      const layers = flattenLayers(candidateDesign(space, genome));
      expect(layers.slice(-8)).toEqual(flattenLayers(design).slice(-8));
      const repeats = (layers.length - 8) / 8;
      for (let turn = 0; turn < repeats; turn++) expect(layers[8 * turn + 4]).toBe("attention");
    }
  });
});

describe("a space from a file", () => {
  it("takes what it does not state from a named space", () => {
    const read = parseSpace({ from: "paper", name: "Narrow", hiddenSizes: [2048] });
    expect(read).toEqual({ ok: true, value: { ...paperSpace, name: "Narrow", hiddenSizes: [2048] } });
  });

  it.each([
    [{ from: "papper" }, "from", "names no space"],
    [{ from: "paper", hiddenSizes: [] }, "hiddenSizes", "is empty"],
    [
      { from: "paper", stages: [{ ...generalSpace.stages[0], mixers: ["gla"] }] },
      "base.operators.gla",
      "is missing",
    ],
    [{ from: "paper", stages: [] }, "stages", "is empty"],
    [{ from: "paper", layers: { min: 20, max: 10 } }, "layers", "allows no depth"],
    [{ from: "paper", minFullAttention: 2 }, "minFullAttention", "no stage allows attention"],
    [{ from: "paper", depth: 4 }, "depth", "is not a field"],
    [{ from: "paper", base: { name: "no design" } }, "base.", "missing"],
    [[], "", "JSON object"],
  ])("refuses %j and says why", (json, field, message) => {
    const read = parseSpace(json);
    if (read.ok) throw new Error("accepted");
    expect(
      read.problems.some((problem) => problem.field.startsWith(field) && problem.message.includes(message)),
    ).toBe(true);
  });
});

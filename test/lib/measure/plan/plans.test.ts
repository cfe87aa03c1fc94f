import { describe, expect, it } from "vitest";
import type { Workload } from "@/lib/cost/workload";
import { shippedWorkloads } from "@/lib/cost/workloads";
import type { Design } from "@/lib/design/design";
import { flattenLayers } from "@/lib/design/flatten";
import { findPreset, presets } from "@/lib/design/presets";
import { buildGraph } from "@/lib/measure/graph/buildGraph";
import { weightFileBytes } from "@/lib/measure/graph/weights";
import { groupCases } from "@/lib/measure/plan/groupCases";
import { makePlan } from "@/lib/measure/plan/makePlan";
import { readMeasureQuery } from "@/lib/measure/plan/measureQuery";
import { planCost } from "@/lib/measure/plan/planCost";
import { readSizeList } from "@/lib/measure/plan/sizeLists";

const wasm = {
  precision: { activations: "float32", weights: "dense" },
  onGpu: false,
  memoryGib: null,
} as const;
const backend = { kind: "wasm", entry: "wasm", threads: 1 } as const;
const flash = findPreset("nemotron-flash-1b")?.design;
const workload = shippedWorkloads.find(({ id }) => id === "paper-8k");
if (flash === undefined || workload === undefined) throw new Error("no preset");

describe("plans", () => {
  it("can be built case by case, with ids that tell all of them apart", () => {
    for (const id of ["quick", "full", "design", "custom"] as const) {
      const { cases } = makePlan(id, flash, workload, wasm, {});
      expect(new Set(cases.map((timed) => timed.id)).size, id).toBe(cases.length);
      for (const { block, id: caseId } of cases) expect(buildGraph(block).ok, caseId).toBe(true);
      expect(cases.filter(({ role }) => role === "reference").length, id).toBe(1);
    }
  });

  it("validate on two stacks whose like is nowhere among the fitted cases", () => {
    for (const id of ["quick", "full", "design"] as const) {
      const { cases } = makePlan(id, flash, workload, wasm, {});
      const stacks = cases.filter(({ role }) => role === "validate");
      expect(
        stacks.map(({ block }) => block.parts.length),
        id,
      ).toEqual([4, 8]);
      for (const { block } of cases) if (block.parts.length > 1) expect(block.phase).toBe("decode");
      expect(cases.filter(({ role, block }) => role === "fit" && block.parts.length > 1)).toEqual([]);
    }
  });

  it("time each distinct block of a design at its own sizes", () => {
    const { cases } = makePlan("design", flash, workload, wasm, {});
    for (const kind of new Set(flattenLayers(flash)))
      expect(
        cases.some(({ block }) => block.hiddenSize === flash.hiddenSize && block.parts[0]?.kind === kind),
        kind,
      ).toBe(true);
  });

  it("time a design's own blocks beside the usual ones of its hidden size, each with its own id", () => {
    const qwen = findPreset("qwen3-0.6b")?.design;
    if (qwen === undefined) throw new Error("no preset");
    expect(qwen.hiddenSize).toBe(1024);
    const cases = makePlan("design", qwen, workload, wasm, {}).cases.filter(({ role }) => role === "fit");
    const parts = cases.flatMap(({ block }) => (block.hiddenSize === 1024 ? block.parts : []));
    const vocabularies = parts.flatMap((part) => (part.kind === "head" ? [part.vocabSize] : []));
    expect(new Set(vocabularies)).toEqual(new Set([qwen.vocabSize, 16_384]));
    const heads = parts.flatMap((part) => (part.kind === "attention" ? [part.settings] : []));
    expect(heads.some(({ qkNorm, headDim }) => qkNorm && headDim === 128)).toBe(true);
    expect(heads.some(({ qkNorm }) => !qkNorm)).toBe(true);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  it("time equal blocks of a design once, whatever they are called", () => {
    const { attention } = flash.operators;
    if (attention === undefined) throw new Error("no attention");
    const twice = {
      ...flash,
      stages: [{ repeat: 1, layers: ["attention", "attention#twin", "ffn"] as const }],
      operators: { ...flash.operators, "attention#twin": attention },
    };
    const own = makePlan("design", twice, workload, wasm, {}).cases.filter(
      ({ role, block }) =>
        role === "fit" && block.hiddenSize === flash.hiddenSize && block.parts[0]?.kind === "attention",
    );
    expect(own.map(({ block }) => block.context)).toEqual([128, 5120]);
  });

  it("give blocks of one size and other settings other ids, stacks included", () => {
    const idsOf = (design: Design) =>
      new Set(
        makePlan("design", design, workload, wasm, {})
          .cases.filter(({ block, role }) => role !== "reference" && block.hiddenSize === flash.hiddenSize)
          .map(({ id }) => id),
      );
    const { ffn } = flash.operators;
    if (ffn === undefined) throw new Error("no FFN");
    const wider = {
      ...flash,
      operators: { ...flash.operators, ffn: { ...ffn, intermediateSize: 2 * ffn.intermediateSize } },
    };
    const other = idsOf(wider);
    const shared = [...idsOf(flash)].filter((id) => other.has(id));
    expect(shared.some((id) => id.startsWith("fit/attention/"))).toBe(true);
    expect(shared.filter((id) => id.includes("ffn") || id.includes("stack"))).toEqual([]);
  });

  it("reach the mean cache of the workload, so that a design's own speed can be measured", () => {
    const longestOf = (asked: Workload) =>
      Math.max(...makePlan("design", flash, asked, wasm, {}).cases.map(({ block }) => block.context));
    // Half of 8,192 tokens and 256 meta tokens are 4,352 rows.
    expect(longestOf(workload)).toBe(5120);
    expect(longestOf({ ...workload, new: 64 })).toBe(4096);
    expect(longestOf({ ...workload, prompt: 20_000 })).toBe(24_576);
  });

  it("exist for every preset, whatever cannot be measured in it", () => {
    for (const { id, design } of presets)
      expect(makePlan("design", design, workload, wasm, {}).cases.length, id).toBeGreaterThan(10);
  });

  it("state what they cost: the quick one below a minute, the full one minutes", () => {
    const quick = planCost(makePlan("quick", flash, workload, wasm, {}), backend);
    const full = planCost(makePlan("full", flash, workload, wasm, {}), backend);
    expect(quick.seconds).toBeGreaterThan(20);
    expect(quick.seconds).toBeLessThan(60);
    expect(full.seconds).toBeGreaterThan(120);
    expect(quick.downloadBytes).toBe(14_239_897);
    expect(quick.memoryBytes).toBeLessThanOrEqual(800e6);
  });

  it("time the blocks and stacks of the quick one side by side, but hold less where memory is small", () => {
    const groupsOf = (memoryGib: number | null) => {
      const { cases, protocol } = makePlan("quick", flash, workload, { ...wasm, memoryGib }, {});
      const timed = cases.filter(({ role }) => role !== "reference");
      const sized = timed.map((one) => {
        const graph = buildGraph(one.block);
        if (!graph.ok) throw new Error(one.id);
        return { timed: one, weightBytes: weightFileBytes(graph.value.weights) };
      });
      return groupCases(sized, protocol);
    };
    expect(groupsOf(8).length).toBe(1);
    expect(groupsOf(null).length).toBe(1);
    const small = groupsOf(1);
    expect(small.length).toBeGreaterThan(1);
    for (const { bytes } of small) expect(bytes).toBeLessThan(0.2 * 2 ** 30);
  });

  it("time mixtures of experts with 4-bit weights, which is how the runtime runs them", () => {
    const kindsWith = (weights: "dense" | "int4") => {
      const precision = { activations: "float32", weights } as const;
      const { cases } = makePlan("quick", flash, workload, { ...wasm, precision }, {});
      return new Set(cases.flatMap(({ block }) => block.parts.map(({ kind }) => kind)));
    };
    expect(kindsWith("int4").has("moe")).toBe(true);
    expect(kindsWith("dense").has("moe")).toBe(false);
  });

  it("vary the share of KV heads, which tells arithmetic of attention from its traffic", () => {
    const { cases } = makePlan("quick", flash, workload, wasm, {});
    const shares = cases.flatMap(({ role, block: { parts } }) => {
      const [part] = parts;
      return role === "fit" && part?.kind === "attention"
        ? [part.settings.heads / part.settings.kvHeads]
        : [];
    });
    expect(new Set(shares)).toEqual(new Set([1, 4, 8]));
  });
});

describe("a plan in the address", () => {
  it("is read with its options", () => {
    const read = readMeasureQuery(
      "?measure=quick&backend=wasm&precision=int4&hidden=128,256&prompts=&rounds=8&cold=0",
    );
    expect(read?.ok && read.value).toEqual({
      plan: "quick",
      backend: "wasm",
      precision: { activations: "float32", weights: "int4" },
      options: { hiddenSizes: [128, 256], prompts: [], rounds: 8, coldMegabytes: 0 },
    });
  });

  it("is absent without `measure`", () => {
    expect(readMeasureQuery("?backend=wasm")).toBeNull();
  });

  it("is refused with every fault", () => {
    const read = readMeasureQuery("?measure=fast&backend=cpu&hidden=100&operators=ffn,lstm&rounds=x");
    expect(read?.ok === false && read.problems.map(({ field }) => field).sort()).toEqual([
      "backend",
      "hidden",
      "measure",
      "operators",
      "rounds",
    ]);
  });

  it("and lists of sizes are read as people write them, each size once", () => {
    expect(readSizeList("512, 1024 2048 512", "hiddenSizes")).toEqual({ ok: true, value: [512, 1024, 2048] });
    expect(readSizeList("", "prompts")).toEqual({ ok: true, value: [] });
    expect(readSizeList("0", "contexts")).toEqual({ ok: true, value: [0] });
  });

  it.each([
    ["hiddenSizes", "hidden", ["", "0", "100", "16448", "1.5", "big"]],
    ["contexts", "contexts", ["", "-1", "1.5"]],
    ["batches", "batches", ["", "0", "2000"]],
    ["prompts", "prompts", ["0", "70000"]],
  ] as const)("and %s are refused alike in the form and in the address", (list, field, texts) => {
    for (const text of texts) {
      const form = readSizeList(text, list);
      const address = readMeasureQuery(`?measure=custom&${field}=${encodeURIComponent(text)}`);
      expect(form.ok, text).toBe(false);
      expect(address, text).toEqual(form);
    }
  });
});

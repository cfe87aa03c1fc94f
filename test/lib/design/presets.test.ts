import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cacheTable } from "@/lib/cost/cache";
import { describeDesign } from "@/lib/cost/describe";
import { parseDesign } from "@/lib/design/parseDesign";
import { findPreset, presets } from "@/lib/design/presets";
import { sharedData } from "../../sharedData";

const totals: Readonly<Record<string, number>> = {
  "nemotron-flash-1b": 965_389_440,
  "nemotron-flash-3b": 2_749_998_624,
  "nemotron-flash-3b-tp": 2_749_998_624,
  "searched-latency-837m": 837_325_376,
  "latency-matched-swa": 615_689_984,
  "latency-matched-mamba2-ffn": 888_756_352,
  "qwen3-0.6b": 596_049_920,
  "qwen3-1.7b": 1_720_574_976,
  "qwen3-4b": 4_022_468_096,
  "qwen3-8b": 8_190_735_360,
  "qwen3-14b": 14_768_307_200,
  "qwen3-32b": 32_762_123_264,
  "qwen3-30b-a3b": 30_532_122_624,
  "qwen3-coder-30b-a3b": 30_532_122_624,
  "qwen2.5-0.5b": 494_032_768,
  "qwen2.5-1.5b": 1_543_714_304,
  "qwen2.5-3b": 3_085_938_688,
  "qwen2.5-7b": 7_615_616_512,
  "llama-3.2-1b": 1_235_814_400,
  "llama-3.2-3b": 3_212_749_824,
  "smollm2-1.7b": 1_711_376_384,
  "amd-olmo-1b": 1_176_764_416,
  "h2o-danube3-4b": 3_961_839_360,
  "gemma-3-4b": 3_880_263_168,
  "gpt-oss-20b": 20_914_757_184,
};

const described = (id: string) => describeDesign(findPreset(id)!.design);

describe("presets", () => {
  it("are all listed here with their totals", () => {
    expect(presets.map((preset) => preset.id).sort()).toEqual(Object.keys(totals).sort());
  });

  it.each(Object.entries(totals))("%s has exactly %d parameters", (id, total) => {
    expect(described(id).params.total).toBe(total);
  });

  it.each(presets.map((preset) => [preset.id, preset] as const))("%s is a valid design", (_id, preset) => {
    expect(parseDesign(JSON.parse(JSON.stringify(preset.design)))).toEqual({
      ok: true,
      value: preset.design,
    });
  });

  it("name the assumptions behind Nemotron-Flash's total", () => {
    const text = findPreset("nemotron-flash-1b")!.assumptions.join(" ");
    expect(text).toMatch(/state size 128/);
    expect(text).toMatch(/131,072/);
    expect(text).toMatch(/256 meta tokens/);
  });

  it("are found in any case", () => {
    expect(findPreset("Qwen3-0.6B")?.id).toBe("qwen3-0.6b");
    expect(findPreset("qwen3-0.7b")).toBeNull();
  });
});

describe("caches and states of presets", () => {
  it.each([
    ["qwen3-0.6b", 114_688],
    ["qwen3-1.7b", 114_688],
    ["llama-3.2-1b", 32_768],
    ["smollm2-1.7b", 196_608],
    ["h2o-danube3-4b", 92_160],
    ["nemotron-flash-1b", 4096],
    ["nemotron-flash-3b", 9216],
  ])("%s keeps %d bytes of KV cache a token", (id, bytes) => {
    expect(described(id).kvBytesPerToken).toBe(bytes);
  });

  it("Nemotron-Flash-1B keeps 524,288 elements a Mamba2 layer and 262,144 a DeltaNet layer", () => {
    const shapes = new Map(
      cacheTable(findPreset("nemotron-flash-1b")!.design).map((group) => [group.operator, group.shape]),
    );
    expect(shapes.get("mamba2")?.recurrentElements).toBe(524_288);
    expect(shapes.get("deltanet")?.recurrentElements).toBe(262_144);
  });

  it("splits the TP variant's cache into a growing and a windowed part", () => {
    const tp = described("nemotron-flash-3b-tp");
    expect(tp.kvBytesPerToken).toBe(9216);
    expect(tp.kvWindows).toEqual([{ operator: "swa", layers: 2, window: 8192, bytesPerToken: 6144 }]);
  });
});

interface SharedModel {
  readonly id: string;
  readonly params: { readonly computed_from_config: number | null };
  readonly op_params?: Readonly<Record<"d" | "m2" | "a" | "f", number>>;
}

describe.skipIf(sharedData === null)("the shared model list", () => {
  const models = sharedData
    ? (JSON.parse(readFileSync(join(sharedData, "models.json"), "utf8")) as readonly SharedModel[])
    : [];
  const counted = models.filter((model) => model.params.computed_from_config !== null);

  it.each(counted.map((model) => [model.id, model] as const))("%s agrees to the unit", (id, model) => {
    expect(described(id).params.total).toBe(model.params.computed_from_config);
  });

  it.each(models.filter((model) => model.op_params).map((model) => [model.id, model] as const))(
    "%s agrees operator by operator",
    (id, model) => {
      const { design } = findPreset(id)!;
      const count = (kind: string) =>
        design.stages.reduce(
          (sum, stage) => sum + stage.repeat * stage.layers.filter((layer) => layer === kind).length,
          0,
        );
      const each = described(id).params.byOperator;
      const symbols = { deltanet: "d", mamba2: "m2", attention: "a", ffn: "f" } as const;
      for (const [kind, symbol] of Object.entries(symbols))
        expect(each[kind]! / count(kind)).toBe(model.op_params![symbol]);
    },
  );
});

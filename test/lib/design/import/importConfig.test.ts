import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemText } from "@/lib/base/result";
import { describeDesign } from "@/lib/cost/describe";
import { importableModelTypes, importConfig } from "@/lib/design/import/importConfig";
import { printNotation } from "@/lib/design/notation";
import { findPreset } from "@/lib/design/presets";

type Config = Readonly<Record<string, unknown>>;

const qwen3: Config = {
  model_type: "qwen3",
  architectures: ["Qwen3ForCausalLM"],
  vocab_size: 151_936,
  hidden_size: 1024,
  num_hidden_layers: 28,
  num_attention_heads: 16,
  num_key_value_heads: 8,
  head_dim: 128,
  intermediate_size: 3072,
  hidden_act: "silu",
  attention_bias: false,
  tie_word_embeddings: true,
  rope_theta: 1_000_000,
  max_position_embeddings: 40_960,
  rms_norm_eps: 1e-6,
  use_sliding_window: false,
  sliding_window: null,
  max_window_layers: 28,
};

const flash: Config = {
  model_type: "nemotron_flash",
  vocab_size: 131_072,
  hidden_size: 2048,
  num_hidden_layers: 24,
  layer_types: [
    ..."d f m2 f a f m2 f d f m2 f a f m2 f d f m2 f d f m2 f"
      .split(" ")
      .map((symbol) => (symbol === "d" ? "deltanet" : symbol)),
  ],
  num_attention_heads: 16,
  num_key_value_heads: 4,
  attn_hidden_size: -1,
  kq_head_dim: -1,
  v_head_dim: -1,
  kq_norm: "none",
  rope: false,
  intermediate_size: 0,
  ffn_expand_ratio: 3,
  mlp_hidden_act: "silu",
  mamba_d_state: 128,
  mamba_d_conv: 4,
  mamba_expand: 2,
  mamba2_headdim: 64,
  num_memory_tokens: 256,
  tie_word_embeddings: true,
  sliding_window: null,
  global_attn_idx: [],
};

function imported(config: unknown) {
  const result = importConfig(config);
  if (!result.ok) throw new Error(result.problems.map(problemText).join("\n"));
  return result.value;
}

function refusal(config: unknown): string {
  const result = importConfig(config);
  return result.ok ? "" : result.problems.map(problemText).join("\n");
}

const total = (config: unknown) => describeDesign(imported(config).design).params.total;

describe("importConfig", () => {
  it("reads every family the workbench promises", () => {
    const promised =
      "nemotron_flash qwen2 qwen3 llama smollm3 mistral olmo olmo2 phi3 gemma3_text mamba2 nemotron_h granitemoehybrid bamba qwen3_next qwen3_5_text lfm2 falcon_h1 mobilellm delta_net gated_deltanet gla";
    expect(importableModelTypes).toEqual(expect.arrayContaining(promised.split(" ")));
  });

  it("reads Qwen3-0.6B as the preset, and says what it did with every field", () => {
    const read = imported(qwen3);
    const { name: _a, training: _b, ...expected } = findPreset("qwen3-0.6b")!.design;
    const { name: _c, ...design } = read.design;
    expect(design).toEqual(expected);
    const accounted = [...read.read, ...read.ignored];
    expect(Object.keys(qwen3).filter((field) => !accounted.includes(field) && qwen3[field] !== null)).toEqual(
      [],
    );
  });

  it("reads Nemotron-Flash-1B with its exact total", () => {
    const read = imported(flash);
    expect(describeDesign(read.design).params.total).toBe(965_389_440);
    expect(printNotation(read.design.stages)).toBe("(d f m2 f a f m2 f)x2 (d f m2 f)x2");
  });

  it("reads the window of Nemotron-Flash for the layers not listed as global", () => {
    const { design } = imported({ ...flash, sliding_window: 8191, global_attn_idx: [4] });
    expect(printNotation(design.stages)).toContain("s f");
    expect(design.operators.swa?.window).toBe(8192);
    expect(describeDesign(design).params.total).toBe(965_389_440);
  });

  it("adds an FFN to every mixer where Nemotron-Flash's intermediate_size is above 0", () => {
    const { design } = imported({
      ...flash,
      num_hidden_layers: 2,
      layer_types: ["deltanet", "a"],
      intermediate_size: 6144,
      ffn_expand_ratio: null,
    });
    expect(printNotation(design.stages)).toBe("d f a f");
  });

  it("reads biases, and only where the family has them", () => {
    const bias = 28 * (16 * 128 + 2 * 8 * 128 + 1024);
    expect(total({ ...qwen3, attention_bias: true }) - total(qwen3)).toBe(bias);
    const { head_dim: _headDim, ...rest } = qwen3;
    expect(imported({ ...rest, model_type: "qwen2" }).design.operators.attention).toMatchObject({
      bias: true,
      outBias: false,
      headDim: 64,
    });
  });

  it("reads window layers from layer_types and from max_window_layers", () => {
    const listed = imported({
      ...qwen3,
      num_hidden_layers: 4,
      use_sliding_window: true,
      sliding_window: 512,
      layer_types: ["full_attention", "sliding_attention", "full_attention", "sliding_attention"],
    });
    expect(printNotation(listed.design.stages)).toBe("(a f s f)x2");
    const counted = imported({
      ...qwen3,
      num_hidden_layers: 4,
      use_sliding_window: true,
      sliding_window: 512,
      max_window_layers: 3,
    });
    expect(printNotation(counted.design.stages)).toBe("(a f)x3 s f");
  });

  it("reads rotary bases of transformers 4 and 5", () => {
    const { rope_theta: _theta, ...rest } = qwen3;
    const five = imported({ ...rest, rope_parameters: { rope_theta: 5_000_000, rope_type: "default" } });
    expect(five.design.operators.attention?.rope).toEqual({ theta: 5_000_000 });
  });

  it("reads a multimodal config's language model and says so", () => {
    const read = imported({ model_type: "gemma3", text_config: { ...qwen3 }, vision_config: {} });
    expect(read.assumed[0]).toContain("language model of gemma3 alone");
  });

  it("reads Gemma 3 4B, whose text part leaves most sizes to its class", () => {
    const read = imported({
      model_type: "gemma3",
      text_config: {
        hidden_size: 2560,
        intermediate_size: 10_240,
        model_type: "gemma3_text",
        num_hidden_layers: 34,
        sliding_window: 1024,
      },
      vision_config: { hidden_size: 1152 },
    });
    const preset = findPreset("gemma-3-4b")!.design;
    expect(read.design.stages).toEqual(preset.stages);
    expect(describeDesign(read.design).params).toEqual(describeDesign(preset).params);
    expect(read.assumed.join()).toContain(
      "head_dim is not stated; 256 is the default of the gemma3_text class",
    );
  });

  it("takes a window as long as the positions for full attention, and says so", () => {
    const read = imported({ ...qwen3, model_type: "mistral", sliding_window: 40_960 });
    expect(printNotation(read.design.stages)).toBe("(a f)x28");
    expect(read.assumed.join()).toContain("never binds");
    expect(
      printNotation(imported({ ...qwen3, model_type: "phi3", sliding_window: 2047 }).design.stages),
    ).toBe("(s f)x28");
  });

  it("reads layer names of transformers before and since 5.13", () => {
    const granite = (layer_types: readonly string[]) =>
      imported({
        ...qwen3,
        model_type: "granitemoehybrid",
        num_hidden_layers: 3,
        layer_types,
        num_local_experts: 0,
        shared_intermediate_size: 64,
        mamba_n_heads: 32,
        mamba_d_head: 64,
      });
    const before = granite(["mamba", "attention", "mamba"]);
    expect(printNotation(before.design.stages)).toBe("m2 f a f m2 f");
    expect(granite(["linear_attention", "full_attention", "linear_attention"]).design).toEqual(before.design);
  });

  it("reads SmolLM3's layers without rotary embedding, windowed where switched on", () => {
    const smol = { ...qwen3, model_type: "smollm3", num_hidden_layers: 4, no_rope_layer_interval: 4 };
    expect(printNotation(imported(smol).design.stages)).toBe("(a f)x3 a#nope f");
    const windowed = imported({ ...smol, use_sliding_window: true, sliding_window: 512 });
    expect(printNotation(windowed.design.stages)).toBe("(a f)x3 s#nope f");
  });

  it("leaves layers for multi-token prediction out and says so", () => {
    expect(imported({ ...qwen3, mtp_num_hidden_layers: 1 }).assumed.join()).toContain(
      "multi-token prediction",
    );
  });

  it("shares the weights of MobileLLM's repeated blocks", () => {
    const config = JSON.parse(
      readFileSync(new URL("../../../fixtures/configs/mobilellm-125m.json", import.meta.url), "utf8"),
    ) as Config;
    const shared = imported({ ...config, layer_sharing: true });
    expect(describeDesign(shared.design).params.total).toBe(total(config));
    expect(describeDesign(shared.design).layers).toBe(120);
  });

  it("reads attention layers of flash-linear-attention, of two kinds", () => {
    const { design } = imported({
      model_type: "delta_net",
      vocab_size: 32_000,
      hidden_size: 1024,
      num_hidden_layers: 6,
      num_heads: 8,
      intermediate_size: 2816,
      attn: [
        { layers: [2], num_heads: 16, num_kv_heads: 4 },
        { layers: [5], num_heads: 16, window_size: 2048 },
      ],
    });
    expect(printNotation(design.stages)).toBe("(d f)x2 a f (d f)x2 s f");
    expect(design.operators.swa).toMatchObject({ kvHeads: 16, window: 2048 });
  });
});

describe("refusals", () => {
  it("names the missing field", () => {
    const { intermediate_size: _size, ...rest } = qwen3;
    expect(refusal(rest)).toContain("intermediate_size: is missing");
  });

  it("tells how to write a number that came as text", () => {
    expect(refusal({ ...qwen3, hidden_size: "1024" })).toContain(
      'hidden_size: must be a whole number of at least 1, but is the text "1024". Write the number without quotes: 1024.',
    );
  });

  it("counts the entries of a layer list of the wrong size", () => {
    expect(refusal({ ...flash, layer_types: ["a", "f"] })).toContain(
      "layer_types: must have one entry for each of 24 layers, but has 2",
    );
    expect(refusal({ ...qwen3, layer_types: ["full_attention"] })).toContain(
      "one entry for each of 28 layers",
    );
  });

  it("names the layer a design cannot be and what it could be", () => {
    const types = Array.from({ length: 28 }, (_, index) =>
      index === 3 ? "linear_attention" : "full_attention",
    );
    expect(refusal({ ...qwen3, layer_types: types })).toMatch(
      /layer_types\[3\].*full_attention, sliding_attention/s,
    );
  });

  it("refuses Falcon-H1's parallel mixers with the nearest pattern", () => {
    expect(refusal({ model_type: "falcon_h1", num_hidden_layers: 36 })).toMatch(
      /in parallel.*\(m2 a f\)x36/s,
    );
  });

  it("refuses experts in a latent space", () => {
    const text = refusal({
      model_type: "nemotron_h",
      vocab_size: 10,
      hidden_size: 64,
      hybrid_override_pattern: "M*E",
      moe_latent_size: 32,
      n_routed_experts: 4,
      num_experts_per_tok: 2,
      moe_intermediate_size: 8,
    });
    expect(text).toContain("moe_latent_size");
  });

  it("refuses Nemotron-H's pattern and layer count when they differ", () => {
    expect(
      refusal({
        model_type: "nemotron_h",
        vocab_size: 10,
        hidden_size: 64,
        hybrid_override_pattern: "M*-",
        num_hidden_layers: 4,
        intermediate_size: 8,
      }),
    ).toContain("the layer list has 3 entries");
  });

  it("refuses layers and activations that every object has a field of that name for", () => {
    for (const name of ["constructor", "toString", "__proto__"]) {
      const hybrid = { model_type: "nemotron_h", vocab_size: 10, hidden_size: 64, intermediate_size: 8 };
      expect(refusal({ ...hybrid, layers_block_type: ["mamba", name] })).toContain(`is ${name}`);
      expect(refusal({ ...qwen3, hidden_act: name })).toContain(`is ${name}, which is no activation`);
    }
  });

  it("names the families it reads for one it does not", () => {
    expect(refusal({ model_type: "qwen33" })).toMatch(/not a family.*Nearest: qwen3\./s);
    expect(refusal({ hidden_size: 3 })).toContain("model_type");
    expect(refusal([])).toContain("a JSON object");
  });

  it("accounts for fields nobody knows", () => {
    expect(imported({ ...qwen3, warp_drive: 9 }).assumed.join()).toContain("warp_drive is not known");
  });

  it("answers oversized layer counts without building them", () => {
    for (const type of importableModelTypes)
      expect(refusal({ ...qwen3, model_type: type, num_hidden_layers: 1e12 })).not.toBe("");
    expect(refusal({ ...qwen3, num_hidden_layers: 1e9 })).toContain("at most 10,000 layers");
  });

  it("never throws on a config with one field replaced by anything", () => {
    const fields = [qwen3, flash].flatMap((config) =>
      Object.keys(config).map((field) => [config, field] as const),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...fields),
        fc.constantFrom(...importableModelTypes),
        fc.jsonValue(),
        ([config, field], type, value) => {
          expect(typeof importConfig({ ...config, [field]: value }).ok).toBe("boolean");
          expect(typeof importConfig({ ...config, [field]: value, model_type: type }).ok).toBe("boolean");
        },
      ),
      { numRuns: 600 },
    );
  });
});

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { MoeSettings } from "@/lib/design/design";
import { recipeFor } from "@/lib/export/recipe";
import { roundTrip } from "@/lib/export/roundTrip";
import { targetIds } from "@/lib/export/target";
import { capabilities, targets } from "@/lib/export/targets";
import { exampleDesigns } from "./exampleDesigns";

const folder = fileURLToPath(new URL("../../fixtures/export", import.meta.url));

/** Which stacks hold which example, as the fact sheets of the stacks say. */
const expected: Readonly<Record<string, readonly string[]>> = {
  "nemotron-flash-1b": ["nemotron_flash"],
  "nemotron-flash-3b": ["nemotron_flash"],
  "nemotron-flash-3b-tp": ["nemotron_flash"],
  "qwen3-0.6b": ["nemotron_flash", "megatron", "qwen3"],
  "nemotron-h-like": ["megatron", "nemotron_h"],
  "gdn-attention": ["megatron", "fla"],
  "gdn-gated-attention": ["qwen3_5_text"],
  "mamba2-gdn-window": ["megatron"],
  "granite-like": ["nemotron_flash", "megatron", "granitemoehybrid"],
  "pure-mamba2": ["nemotron_flash", "megatron", "mamba2"],
  "gla-windows": ["fla"],
  "deltanet-attention": ["nemotron_flash", "fla"],
  "llama-3.2-1b": ["nemotron_flash", "megatron", "granitemoehybrid", "llama"],
};

describe("exports of known designs", () => {
  for (const [id, design] of Object.entries(exampleDesigns)) {
    it(`${id} goes to exactly the stacks that can hold it`, () => {
      const taking = capabilities(design).filter(({ verdict }) => verdict !== "no");
      expect(taking.map(({ target }) => target.id)).toEqual([...(expected[id] ?? []), "design"]);
    });

    for (const target of targetIds.filter((one) => expected[id]?.includes(one)))
      it(`${id} for ${target} is byte for byte the kept one`, () => {
        for (const { path, text } of targets[target].emit(design, recipeFor(design))) {
          const place = join(folder, id, target, path);
          if (process.env.UPDATE_GOLDEN === "1") {
            mkdirSync(dirname(place), { recursive: true });
            writeFileSync(place, text);
          }
          expect([place, existsSync(place)]).toEqual([place, true]);
          expect(text).toBe(readFileSync(place, "utf8"));
        }
      });
  }

  it("writes windows in each stack's own words", () => {
    const text = (id: string, target: "nemotron_flash" | "megatron" | "fla") =>
      targets[target].emit(exampleDesigns[id]!, recipeFor(exampleDesigns[id]!))[0]!.text;
    const flash = JSON.parse(text("nemotron-flash-3b-tp", "nemotron_flash"));
    expect(flash.sliding_window).toBe(8191);
    expect(flash.global_attn_idx).toEqual([4]);
    expect(text("mamba2-gdn-window", "megatron")).toContain("--window-size 1023,0");
    expect(text("mamba2-gdn-window", "megatron")).toContain("'[0,0,0,0,1,0,0,0,0,0,1,0,");
    const fla = JSON.parse(text("gla-windows", "fla"));
    expect(fla.attn.map((spec: { window_size: number }) => spec.window_size)).toEqual([512, 1024]);
    expect(fla.attn[0].layers).toEqual([1, 5, 9]);
  });

  it("names the activation of NemotronH's experts, silu where the design names none", () => {
    const base = exampleDesigns["nemotron-h-like"]!;
    const hidden = { experts: 8, topK: 2, expertSize: 256, sharedSize: 256, gated: false } as const;
    const written = (moe: MoeSettings) => {
      const design = {
        ...base,
        stages: [{ repeat: 2, layers: ["mamba2", "moe"] as const }],
        operators: { mamba2: base.operators.mamba2!, moe },
      };
      expect(targets.nemotron_h.check(design)).toEqual([]);
      const files = targets.nemotron_h.emit(design, recipeFor(design));
      expect(roundTrip(targets.nemotron_h, design, files)).toMatchObject({ changed: [] });
      return JSON.parse(files[0]!.text).mlp_hidden_act;
    };
    expect(written(hidden)).toBe("silu");
    expect(written({ ...hidden, activation: "relu2" })).toBe("relu2");
  });

  it("writes what the published configs of known models say", () => {
    const config = (id: string, target: "nemotron_flash" | "qwen3") =>
      JSON.parse(targets[target].emit(exampleDesigns[id]!, recipeFor(exampleDesigns[id]!))[0]!.text);
    const unit = ["deltanet", "f", "m2", "f"];
    const window = ["a", "f", "m2", "f"];
    expect(config("nemotron-flash-1b", "nemotron_flash")).toMatchObject({
      num_hidden_layers: 24,
      layer_types: [...unit, ...window, ...unit, ...window, ...unit, ...unit],
      num_attention_heads: 16,
      num_key_value_heads: 4,
      intermediate_size: 0,
      ffn_expand_ratio: 3,
      kq_norm: "none",
      num_memory_tokens: 256,
      mamba_d_state: 128,
      sliding_window: null,
      global_attn_idx: [],
      tie_word_embeddings: true,
    });
    expect(config("qwen3-0.6b", "qwen3")).toMatchObject({
      hidden_size: 1024,
      intermediate_size: 3072,
      num_hidden_layers: 28,
      num_attention_heads: 16,
      num_key_value_heads: 8,
      head_dim: 128,
      vocab_size: 151_936,
      tie_word_embeddings: true,
      rope_theta: 1_000_000,
      max_position_embeddings: 40_960,
      attention_bias: false,
      use_sliding_window: false,
    });
  });
});

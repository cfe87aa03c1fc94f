import { describe, expect, it } from "vitest";
import { describeDesign } from "@/lib/cost/describe";
import type { Design } from "@/lib/design/design";
import { flattenLayers } from "@/lib/design/flatten";
import { importMegatronScript, looksLikeMegatronScript } from "@/lib/design/import/megatronScript";

const sizes = "--hidden-size 1024 --num-attention-heads 8 --vocab-size 32000 --swiglu --ffn-hidden-size 4096";

describe("reading a Megatron-LM launch script", () => {
  it("reads a hand-written script with variables, comments, quotes and continued lines", () => {
    const script = `#!/bin/bash
# --hidden-size 7 is only a comment
torchrun pretrain_hybrid.py \\
  --hybrid-layer-pattern="M-*-" \\
  ${sizes} --group-query-attention --num-query-groups '2' \\
  --mamba-num-groups 1 --seq-length "$SEQ" --untie-embeddings-and-output-weights`;
    const read = importMegatronScript(script);
    expect(read).toMatchObject({
      ok: true,
      value: {
        hiddenSize: 1024,
        tieEmbeddings: false,
        operators: {
          attention: { heads: 8, kvHeads: 2, headDim: 128, rope: null },
          mamba2: { heads: 32, headDim: 64, groups: 1, stateSize: 128 },
          ffn: { intermediateSize: 4096, gated: true },
        },
      },
    });
    if (read.ok) expect(flattenLayers(read.value)).toEqual(["mamba2", "ffn", "attention", "ffn"]);
  });

  it("takes Megatron's own defaults where flags are left out: eight Mamba2 groups", () => {
    expect(importMegatronScript(`--hybrid-layer-pattern 'M' ${sizes}`)).toMatchObject({
      ok: true,
      value: { operators: { mamba2: { groups: 8 } } },
    });
  });

  it.each([
    ["--swiglu", 2688, true],
    ["--swiglu --ffn-hidden-size 4096", 4096, true],
    ["--squared-relu", 4096, false],
  ] as const)("takes Megatron's FFN width under %s", (flags, intermediateSize, gated) => {
    const plain = "--hidden-size 1024 --num-attention-heads 8 --vocab-size 32000";
    expect(importMegatronScript(`--hybrid-layer-pattern 'M-' ${plain} ${flags}`)).toMatchObject({
      ok: true,
      value: { operators: { ffn: { intermediateSize, gated } } },
    });
  });

  it("passes over a width in a shell variable where no layer has it", () => {
    const plain = "--hidden-size 1024 --num-attention-heads 8 --vocab-size 32000 --ffn-hidden-size $FFN";
    expect(importMegatronScript(`--hybrid-layer-pattern 'M*' ${plain}`).ok).toBe(true);
    expect(importMegatronScript(`--hybrid-layer-pattern 'M-' ${plain}`)).toMatchObject({
      problems: [{ field: "--ffn-hidden-size" }],
    });
  });

  it("takes LayerNorm and biases unless the script turns them off", () => {
    const pattern = "--hybrid-layer-pattern 'M-*-'";
    const byDefault = importMegatronScript(`${pattern} ${sizes}`);
    expect(byDefault).toMatchObject({
      ok: true,
      value: {
        norm: { kind: "layer", scale: true, bias: true, post: false },
        operators: { attention: { bias: true, outBias: true }, ffn: { bias: true } },
      },
    });
    const usual = importMegatronScript(`${pattern} ${sizes} --normalization RMSNorm --disable-bias-linear`);
    if (!byDefault.ok || !usual.ok) throw new Error("refused");
    expect(usual.value.norm).toBeUndefined();
    expect(usual.value.operators).toMatchObject({ attention: { bias: false, outBias: false } });
    expect(usual.value.operators.ffn?.bias).toBeUndefined();
    // Query, key, value and output biases, two FFNs with up and down biases, and the biases of five norms.
    const count = (design: Design) => describeDesign(design).params.total;
    const biases = 4 * 1024 + 2 * (2 * 4096 + 1024) + 5 * 1024;
    expect(count(byDefault.value) - count(usual.value)).toBe(biases);
  });

  it("reads windows of W - 1 tokens to the left as W tokens, on the symbols listed", () => {
    const read = importMegatronScript(
      `--hybrid-layer-pattern '*-*-' ${sizes} --window-size 511,0 --window-attn-skip-freq '[1,0,0,0]'`,
    );
    expect(read).toMatchObject({ ok: true, value: { operators: { swa: { window: 512 } } } });
    if (read.ok) expect(flattenLayers(read.value)).toEqual(["swa", "ffn", "attention", "ffn"]);
  });

  it("says what is missing or wrong", () => {
    for (const [text, field] of [
      [sizes, "--hybrid-layer-pattern"],
      ["--hybrid-layer-pattern 'M-'", "--hidden-size"],
      [
        `--hybrid-layer-pattern '*-' ${sizes} --window-size 5,0 --window-attn-skip-freq '[1]'`,
        "--window-attn-skip-freq",
      ],
      [`--hybrid-layer-pattern 'M+' ${sizes}`, "character 2"],
      [`--hybrid-layer-pattern 'M-' ${sizes} --normalization Group`, "--normalization"],
      [`--hybrid-layer-pattern '*-' ${sizes} --qk-layernorm`, "--qk-layernorm"],
    ] as const) {
      const read = importMegatronScript(text);
      expect(read.ok ? [] : read.problems.map((problem) => problem.field)).toContain(field);
    }
  });

  it("is not taken for JSON or notation", () => {
    expect(looksLikeMegatronScript('{"x": "--hybrid-layer-pattern M"}')).toBe(false);
    expect(looksLikeMegatronScript("M-*-")).toBe(false);
    expect(looksLikeMegatronScript("--hybrid-layer-pattern M-*-")).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import type { Design, OperatorTable } from "@/lib/design/design";
import { designFromNotation } from "@/lib/design/designFromNotation";
import { findPreset } from "@/lib/design/presets";
import type { TargetId } from "@/lib/export/target";
import { targets } from "@/lib/export/targets";

type Settings = Readonly<Record<string, object>>;

/** A design from its pattern, with some settings and fields changed. */
function designOf(pattern: string, settings: Settings = {}, rest: Partial<Design> = {}): Design {
  const read = designFromNotation(pattern, 2048);
  if (!read.ok) throw new Error(pattern);
  const { design } = read.value;
  const table: Record<string, object | undefined> = { ...design.operators };
  for (const [ref, change] of Object.entries(settings)) table[ref] = { ...table[ref], ...change };
  return { ...design, ...rest, operators: table as OperatorTable };
}

const flash = findPreset("nemotron-flash-1b")!.design;
const turned = { rope: { theta: 10_000 } };

/** One case: a design, a target, and what one of its reasons must say and point at. */
const cases: readonly (readonly [TargetId, Design, RegExp, Partial<{ field: string; layers: number[] }>])[] =
  [
    [
      "nemotron_flash",
      designOf("(a f gd f)x2"),
      /Layers 3 and 7 are Gated DeltaNet: Nemotron-Flash has/,
      { layers: [3, 7] },
    ],
    ["nemotron_flash", designOf("(gla f)x1"), /is Gated linear attention/, { field: "stages[0].layers[0]" }],
    ["nemotron_flash", designOf("(a e)x2"), /are Mixture of experts/, { layers: [2, 4] }],
    [
      "nemotron_flash",
      designOf("(a f)x2", { ffn: { intermediateSize: 5500 } }),
      /FFN width 5500 is not a multiple of 128/,
      { field: "operators.ffn.intermediateSize" },
    ],
    [
      "nemotron_flash",
      designOf("(m2 f)x2", { mamba2: { headDim: 1024 } }),
      /Mamba2 has 4 heads; Nemotron-Flash requires a multiple of 8/,
      {},
    ],
    [
      "nemotron_flash",
      designOf("(m2 f)x2", { mamba2: { groups: 8 } }),
      /8 groups; Nemotron-Flash's Mamba2 has one/,
      {},
    ],
    [
      "nemotron_flash",
      designOf("(d f)x2", { deltanet: { headDim: 64 } }),
      /key and value width must equal the hidden size/,
      {},
    ],
    [
      "nemotron_flash",
      designOf("(d f a f)x2", { deltanet: { heads: 8, headDim: 256 } }),
      /num_attention_heads serves both/,
      {},
    ],
    [
      "nemotron_flash",
      designOf("(s f s#wide f)x2", { "s#wide": {}, "swa#wide": { window: 1024 } }),
      /windows 512, 1024|windows 512 and 1024/,
      {},
    ],
    [
      "nemotron_flash",
      designOf("(a f f#wide)x2", { "ffn#wide": { intermediateSize: 8192 } }),
      /intermediateSize unlike layer 2/,
      {},
    ],
    ["nemotron_flash", designOf("(a f)x2", { ffn: { activation: "gelu" } }), /gated silu or plain relu2/, {}],
    [
      "nemotron_flash",
      designOf("(a f)x2", { attention: { bias: true } }),
      /biases on attention projections/,
      {},
    ],
    ["megatron", flash, /Layers 1, 9, 17 and 21 are DeltaNet/, { layers: [1, 9, 17, 21] }],
    ["megatron", flash, /256 meta tokens: only Nemotron-Flash supports them/, { field: "metaTokens" }],
    [
      "megatron",
      designOf("(s f s#wide f)x2", { "swa#wide": { window: 1024 } }),
      /a single --window-size/,
      {},
    ],
    ["megatron", designOf("(m2 f)x2", { mamba2: { convKernel: 3 } }), /has no flag for them/, {}],
    [
      "megatron",
      designOf("(a f)x2", { attention: { outBias: true, bias: true } }),
      /bias on the output projection/,
      {},
    ],
    ["nemotron_h", designOf("(m2 f a f)x2"), /SwiGLU FFN: NemotronH's FFN is up and down only/, {}],
    ["nemotron_h", designOf("(m2 s)x2"), /Sliding-window attention: NemotronH has/, {}],
    [
      "nemotron_h",
      designOf("(m2 a)x2", { attention: turned }),
      /rotary embedding, which NemotronH has not/,
      {},
    ],
    ["nemotron_h", designOf("(m2)x2"), /Embeddings are tied/, { field: "tieEmbeddings" }],
    [
      "qwen3",
      designOf("a f a a f", { attention: { ...turned, qkNorm: true } }),
      /Layer 3: a mixer without an FFN after it; Qwen3 has blocks/,
      { layers: [3] },
    ],
    [
      "qwen3",
      designOf("f a f", { attention: { ...turned, qkNorm: true } }),
      /Layer 1: an FFN without a mixer before it/,
      { layers: [1] },
    ],
    ["qwen3", designOf("(a f)x2", { attention: turned }), /no QK-norm, but Qwen3 always norms/, {}],
    [
      "qwen3",
      designOf("(a f)x2", { attention: { qkNorm: true } }),
      /no positions, but Qwen3 always rotates/,
      {},
    ],
    ["qwen3", designOf("(m2 f a f)x2"), /Layers 1 and 5 are Mamba2/, { layers: [1, 5] }],
    ["fla", designOf("(d f gd f)x2"), /DeltaNet and Gated DeltaNet together; .* one linear operator/, {}],
    ["fla", designOf("(d f m2 f)x2"), /Layers 3 and 7 are Mamba2/, { layers: [3, 7] }],
    ["fla", designOf("(gla f)x2", { gla: { gateRank: 32 } }), /no field for it and the layer uses 16/, {}],
    [
      "fla",
      designOf("(gd f a f)x2", { attention: { ...turned, headDim: 64 } }),
      /do not fill the hidden size 2048/,
      {},
    ],
    [
      "fla",
      designOf("(gd f a f)x2", { attention: { ...turned, qkNorm: true } }),
      /QK-norm, which flash-linear-attention has not/,
      {},
    ],
    ["fla", designOf("(a f)x2", { attention: turned }), /No linear mixer/, {}],
    [
      "qwen3_5_text",
      designOf("(gd f a f)x2", { attention: { ...turned, qkNorm: true } }),
      /no output gate, but Qwen3.5 doubles the query projection for one: 4,194,304 more/,
      {},
    ],
    ["qwen3_5_text", designOf("(gd f s f)x2"), /Sliding-window attention/, {}],
    ["granitemoehybrid", designOf("(m2 f s f)x2"), /Sliding-window attention/, { layers: [3, 7] }],
    ["granitemoehybrid", designOf("(m2 f a)x2"), /a mixer without an FFN/, { layers: [3, 6] }],
    ["granitemoehybrid", designOf("(m2 f a e)x2", { moe: { sharedSize: 512 } }), /FFNs beside experts/, {}],
    [
      "granitemoehybrid",
      designOf("(m2 f)x2", { mamba2: { expand: 1.5 } }),
      /takes expand as a whole number/,
      {},
    ],
    ["mamba2", designOf("(m2 f)x2"), /Layers 2 and 4 are FFN: Mamba2 has Mamba2 only/, { layers: [2, 4] }],
    [
      "llama",
      designOf("(a f)x2", { attention: { ...turned, qkNorm: true } }),
      /QK-norm, which Llama has not/,
      {},
    ],
    [
      "llama",
      designOf(
        "(a f)x2",
        { attention: turned },
        { norm: { kind: "layer", scale: true, bias: true, post: false } },
      ),
      /Norms are LayerNorm/,
      { field: "norm" },
    ],
    [
      "llama",
      designOf("(a f)x2", { attention: turned }, { shareLayers: [[0, 2]] }),
      /share.* weights/,
      { field: "shareLayers" },
    ],
    [
      "llama",
      designOf("(a f)x2", { attention: { ...turned, sinks: true } }),
      /attention sinks, which Llama has not/,
      {},
    ],
    [
      "llama",
      designOf("(a f)x2", { attention: { ...turned, outputGate: true } }),
      /an output gate, which Llama has not/,
      {},
    ],
    ["llama", designOf("(a f)x2", { attention: { ...turned, bias: true } }), /one switch for all four/, {}],
    [
      "llama",
      designOf("(a f)x2", { attention: { rope: { theta: 1e4, fraction: 0.5 } } }),
      /on 50 % of each head; Llama rotates 100 %/,
      {},
    ],
    [
      "llama",
      designOf("(a f)x2", { attention: turned, ffn: { gated: false } }),
      /a plain FFN, but Llama's is gated/,
      {},
    ],
    [
      "qwen3",
      designOf("(a f)x2", { attention: { ...turned, qkNorm: true, qkNormSpan: "projection" } }),
      /QK-norm over the whole projection; Qwen3 norms each head/,
      {},
    ],
    [
      "qwen3",
      designOf("(a f)x2", { attention: { ...turned, qkNorm: true }, ffn: { bias: true } }),
      /biases on the FFN, which Qwen3 has not/,
      {},
    ],
    [
      "nemotron_flash",
      designOf("(s f)x2", { swa: { window: 1 } }),
      /a window of 1/,
      { field: "operators.swa.window" },
    ],
    [
      "nemotron_flash",
      designOf("(d f)x2", { deltanet: { convKernel: 3 } }),
      /convolutions of 3 taps; the model code has 4/,
      {},
    ],
    [
      "nemotron_flash",
      designOf("(d f)x2", { deltanet: { gate: true } }),
      /an output gate, which the model code's DeltaNet/,
      {},
    ],
    ["nemotron_flash", designOf("(d f)x2", { deltanet: { beta: false } }), /no learned write strength/, {}],
    [
      "nemotron_flash",
      designOf("(m2 f)x2", { mamba2: { projBias: true } }),
      /biases or norm unlike the model code/,
      {},
    ],
    ["nemotron_flash", designOf("(a f)x2", { ffn: { bias: true } }), /biases on the FFN/, {}],
    [
      "megatron",
      designOf("(m2 f)x2", { mamba2: { gatedNorm: false } }),
      /biases or norm unlike Megatron-LM's/,
      {},
    ],
    ["megatron", designOf("(gd f)x2", { "gated-deltanet": { convKernel: 0 } }), /no short convolutions/, {}],
    [
      "megatron",
      designOf("(gd f)x2", { "gated-deltanet": { gate: false } }),
      /no output gate, unlike Megatron-LM's/,
      {},
    ],
    ["megatron", designOf("(a f)x2", { ffn: { activation: "gelu" } }), /the flags are --swiglu/, {}],
    ["megatron", designOf("(a f)x2", { ffn: { bias: true } }), /--disable-bias-linear takes them off/, {}],
    [
      "megatron",
      designOf("(a f a e)x2", { moe: { gated: false, activation: "relu2" } }),
      /experts unlike the FFNs/,
      {},
    ],
    [
      "megatron",
      designOf("(a e)x2", { moe: { sharedSize: 64, sharedGate: true } }),
      /a gate on the shared expert/,
      {},
    ],
    ["nemotron_h", designOf("(m2 e)x2"), /gated experts: NemotronH's experts are up and down only/, {}],
    [
      "nemotron_h",
      designOf("(m2 e)x2", { moe: { gated: false, activation: "relu2" } }),
      /no shared expert, which NemotronH always builds/,
      {},
    ],
    [
      "nemotron_h",
      designOf("(m2 a)x2", { attention: { bias: true, outBias: true } }),
      /biases on attention projections, which NemotronH has not/,
      {},
    ],
    ["nemotron_h", designOf("(m2)x2", { mamba2: { gatedNorm: false } }), /no gated norm/, {}],
    [
      "fla",
      designOf("(gla f)x2", { gla: { convKernel: 4, convBias: true } }),
      /biases on short convolutions; the config class has no field/,
      {},
    ],
    ["fla", designOf("(gd f)x2", { ffn: { activation: "gelu" } }), /has silu only/, {}],
    [
      "qwen3_5_text",
      designOf("(gd f)x2", { "gated-deltanet": { convBias: true } }),
      /biases on convolutions, unlike Qwen3.5's/,
      {},
    ],
    [
      "qwen3_5_text",
      designOf("(a f)x2", { attention: { headDim: 100, heads: 20, kvHeads: 4 } }),
      /must be a multiple of 8/,
      {},
    ],
    ["granitemoehybrid", designOf("(m2 e)x2"), /no shared expert, which GraniteMoeHybrid always builds/, {}],
    [
      "granitemoehybrid",
      designOf("(m2 e)x2", { moe: { gated: false, sharedSize: 64 } }),
      /plain experts, but GraniteMoeHybrid's are gated/,
      {},
    ],
    ["mamba2", designOf("(m2)x2", { mamba2: { expand: 1.5 } }), /takes expand as a whole number/, {}],
    [
      "mamba2",
      designOf("m2 m2#wide", { "mamba2#wide": { stateSize: 64 } }),
      /stateSize unlike layer 1's; Mamba2 has one Mamba2 setting/,
      {},
    ],
  ];

describe("refusals", () => {
  for (const [id, design, says, at] of cases)
    it(`${id} says ${says.source}`, () => {
      const reasons = targets[id].check(design);
      const found = reasons.find(({ message }) => says.test(message));
      expect(found, reasons.map(({ message }) => message).join("\n")).toMatchObject(at);
    });

  it("names the nearest width and offers it as an edit", () => {
    const [reason] = targets.nemotron_flash.check(designOf("(a f)x2", { ffn: { intermediateSize: 5500 } }));
    expect(reason?.edit?.label).toBe("Set the FFN width to 5504");
    expect(targets.nemotron_flash.check(reason!.edit!.design)).toEqual([]);
  });

  it("leads from Nemotron-Flash to Megatron-LM by edits alone", () => {
    let design = flash;
    for (let step = 0; step < 5; step++) {
      const edit = targets.megatron.check(design).find((reason) => reason.edit !== undefined)?.edit;
      if (edit === undefined) break;
      design = edit.design;
    }
    expect(targets.megatron.check(design)).toEqual([]);
  });

  it("judges degenerate designs on every target without a throw", () => {
    for (const pattern of ["f", "(f)x4", "a", "s", "(s f)x3", "m2", "d", "gd", "gla", "e", "m", "r", "c"])
      for (const target of Object.values(targets)) {
        const reasons = target.check(designOf(pattern));
        expect(reasons.length === 0 || reasons.every(({ message }) => message.length > 0)).toBe(true);
      }
  });
});

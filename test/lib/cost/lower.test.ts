import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lowerStep } from "@/lib/cost/lower";
import { parameterTable } from "@/lib/cost/parameters";
import type { Kernel } from "@/lib/design/kernel";
import { findPreset } from "@/lib/design/presets";
import { elements } from "@/lib/design/tensor";
import { arbitraryDesign } from "../design/arbitraryDesign";

const decode = { phase: "decode", batch: 1, tokens: 1, context: 100 } as const;
const flash = findPreset("nemotron-flash-1b")!.design;

const roles = (kernels: readonly Kernel[]) =>
  kernels.map((kernel) => ("role" in kernel ? `${kernel.op} ${kernel.role}` : kernel.op));

const groupOf = (design: typeof flash, operator: string, step: Parameters<typeof lowerStep>[1] = decode) =>
  lowerStep(design, step).find((group) => group.operator === operator)!;

describe("lowerStep", () => {
  it("groups equal layers with a count, between the embedding and the head", () => {
    expect(lowerStep(flash, decode).map(({ operator, count }) => [operator, count])).toEqual([
      ["embedding", 1],
      ["deltanet", 4],
      ["ffn", 12],
      ["mamba2", 6],
      ["attention", 2],
      ["head", 1],
      ["sampling", 1],
    ]);
  });

  it("launches the kernels of each operator in order, projections merged", () => {
    expect(roles(groupOf(flash, "attention").kernels)).toEqual([
      "elementwise norm",
      "gemm qkv_proj",
      "attention",
      "gemm o_proj",
    ]);
    expect(roles(groupOf(flash, "mamba2").kernels)).toEqual([
      "elementwise norm",
      "gemm in_proj",
      "conv",
      "recurrence",
      "elementwise norm",
      "gemm out_proj",
    ]);
    expect(roles(groupOf(flash, "ffn").kernels)).toEqual([
      "elementwise norm",
      "gemm gate_up_proj",
      "elementwise activation",
      "gemm down_proj",
    ]);
    const qwen = findPreset("qwen3-0.6b")!.design;
    expect(groupOf(qwen, "attention").kernels).toContainEqual({
      op: "gemm",
      role: "qkv_proj",
      m: 1,
      n: (16 + 2 * 8) * 128,
      k: 1024,
    });
  });

  it("puts meta tokens before the context, and into a prompt that starts empty", () => {
    expect(groupOf(flash, "attention").kernels).toContainEqual(
      expect.objectContaining({ context: 356, tokens: 1 }),
    );
    const prefill = { phase: "prefill", batch: 2, tokens: 64, context: 0 } as const;
    expect(groupOf(flash, "attention", prefill).kernels).toContainEqual(
      expect.objectContaining({ context: 0, tokens: 320 }),
    );
    expect(groupOf(flash, "embedding", prefill).kernels).toEqual([
      { op: "embedding", tokens: 128, hidden: 2048 },
    ]);
  });

  it("computes logits for the last position of each sequence only", () => {
    const prefill = { phase: "prefill", batch: 3, tokens: 50, context: 0 } as const;
    expect(groupOf(flash, "head", prefill).kernels).toContainEqual({
      op: "gemm",
      role: "lm_head",
      m: 3,
      n: 131_072,
      k: 2048,
    });
  });

  it("reads every weight matrix of a dense design exactly once in a decode step", () => {
    fc.assert(
      fc.property(
        arbitraryDesign.filter(
          (design) => !Object.keys(design.operators).some((ref) => ref.startsWith("moe")),
        ),
        (design) => {
          let read = 0;
          for (const { count, kernels } of lowerStep(design, decode))
            for (const kernel of kernels) if (kernel.op === "gemm") read += count * kernel.n * kernel.k;
          let stored = 0;
          for (const { operator, count, tensors } of parameterTable(design))
            for (const tensor of tensors)
              if (tensor.matrix && !(operator === "embedding" && !design.tieEmbeddings))
                stored += count * elements(tensor);
          expect(read).toBe(stored);
        },
      ),
    );
  });
});

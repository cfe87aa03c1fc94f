import { describe, expect, it } from "vitest";
import { problemText } from "@/lib/base/result";
import { findPreset } from "@/lib/design/presets";
import { readDesignInput } from "@/lib/store/readDesignInput";

const { design: current } = findPreset("nemotron-flash-1b")!;

function read(text: string) {
  const result = readDesignInput(text, current);
  if (!result.ok) throw new Error(result.problems.map(problemText).join("\n"));
  return result.value;
}

function refusal(text: string): string {
  const result = readDesignInput(text, current);
  return result.ok ? "" : result.problems.map(problemText).join("\n");
}

describe("reading what somebody pasted", () => {
  it("tells a design, a config, a script and a pattern apart", () => {
    const config = { model_type: "llama", vocab_size: 32_000, hidden_size: 64, num_hidden_layers: 2 };
    const sizes = { num_attention_heads: 2, intermediate_size: 128 };
    expect(read(JSON.stringify(current))).toMatchObject({ kind: "design", design: current });
    expect(read(JSON.stringify({ ...config, ...sizes })).kind).toBe("config");
    expect(
      read("--hybrid-layer-pattern M- --hidden-size 1024 --num-attention-heads 8 --vocab-size 32000").kind,
    ).toBe("script");
    const pattern = read(" (a f)x3 ");
    expect(pattern.kind).toBe("pattern");
    expect(pattern.design).toMatchObject({
      hiddenSize: 2048,
      stages: [{ repeat: 3, layers: ["attention", "ffn"] }],
    });
  });

  it("refuses text above 8 MB unread, whatever it is", () => {
    const long = 8.5 * 1024 * 1024;
    for (const start of ["a ", "M-", "--hybrid-layer-pattern M- # ", '{"schema": '])
      expect(refusal(start.repeat(Math.ceil(long / start.length)))).toContain("at most 8 MB");
  });

  it("stops reading a pattern once it has more layers than a design", () => {
    for (const pattern of ["a ", "(a)", "()", "M-"]) {
      const long = pattern.repeat(1_000_000);
      expect(refusal(long)).toContain("at most 10,000 layers");
    }
    expect(read("(a)".repeat(10_000)).design.stages).toHaveLength(10_000);
  });

  it("says that there is nothing to read", () => {
    expect(refusal("  \n")).toContain("nothing to read");
  });
});

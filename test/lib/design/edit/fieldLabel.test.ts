import { describe, expect, it } from "vitest";
import { fieldLabel } from "@/lib/design/edit/fieldLabel";

describe("labels of fields", () => {
  it.each([
    ["operators.mamba2.headDim", "Mamba2 head dim"],
    ["operators.attention.kvHeads", "Attention KV heads"],
    ["training.tokens", "Training tokens"],
    ["hiddenSize", "Hidden size"],
  ])("%s is called %s", (path, label) => {
    expect(fieldLabel(path)).toBe(label);
  });

  it("names the variant of an operator", () => {
    expect(fieldLabel("operators.swa#wide.window")).toMatch(/wide.* window$/);
  });

  it.each(["stages.0.repeat", "operators.mamba2.nothing", "operators.unknown.headDim", ""])(
    "%s has no form and keeps its path",
    (path) => {
      expect(fieldLabel(path)).toBeNull();
    },
  );
});

import { describe, expect, it } from "vitest";
import { findPreset } from "@/lib/design/presets";
import { effects } from "@/lib/quality/effects/effects";
import { withAnchor, withEffect } from "@/lib/store/qualityChoices";
import { qualityTies } from "@/lib/store/qualityTies";
import { fromJson, toJson } from "@/lib/store/savedDocument";
import { defaultView } from "@/lib/store/viewChoices";
import { documentOf } from "@/lib/store/workbenchDocument";

const design = findPreset("qwen3-0.6b")!.design;
const document = documentOf(design);
const effect = effects[0]!.id;

describe("choices of the quality model", () => {
  it("leave no trace once they are taken back", () => {
    const changed = withEffect(withAnchor(document, "qwen3-1.7b"), effect, "off");
    expect(changed.quality).toEqual({ anchor: "qwen3-1.7b", effects: { [effect]: "off" } });
    expect(withAnchor(withEffect(changed, effect, null), null)).toEqual(document);
  });

  it("are saved and shared with the document", () => {
    const changed = withEffect(document, effect, { mean: -0.02, sd: 0.01 });
    expect(fromJson(toJson({ document: changed, view: defaultView }))).toMatchObject({
      ok: true,
      value: { document: changed },
    });
  });

  it("are refused with their path when they are damaged", () => {
    const json = {
      ...toJson({ document, view: defaultView }),
      quality: { effects: { [effect]: { mean: "x" } } },
    };
    const read = fromJson(json);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.problems[0]?.field).toContain("quality");
  });
});

describe("ties", () => {
  it("name a published architecture a little different from the design, and not the design itself", () => {
    const wider = { ...design, name: "Mine", vocabSize: design.vocabSize + 128 };
    expect(qualityTies(wider, {}).map(({ id }) => id)).toContain("qwen3-0.6b");
    expect(qualityTies(design, {}).map(({ id }) => id)).not.toContain("qwen3-0.6b");
  });
});

import { describe, expect, it } from "vitest";
import { presetOf } from "@/lib/design/presetOf";
import { presets } from "@/lib/design/presets";
import { readDesignText } from "@/lib/design/readDesignText";
import { decodeShareHash, encodeShareHash } from "@/lib/store/shareLink";
import { defaultView } from "@/lib/store/viewChoices";
import { documentOf } from "@/lib/store/workbenchDocument";

describe("presetOf", () => {
  it("knows every preset again that comes back from a link or a file", () => {
    for (const preset of presets) {
      const link = decodeShareHash(
        encodeShareHash({ document: documentOf(preset.design), view: defaultView }),
      );
      const file = readDesignText(JSON.stringify(preset.design));
      expect(link?.ok && presetOf(link.value.document.design)?.id).toBe(preset.id);
      expect(file.ok && presetOf(file.value)?.id).toBe(preset.id);
    }
  });

  it("tells a changed design from its preset, and one that was changed back as the preset", () => {
    const [{ id, design }] = presets as [(typeof presets)[number]];
    expect(presetOf({ ...design, hiddenSize: design.hiddenSize + 64 })).toBeNull();
    const { hiddenSize, ...others } = design;
    expect(presetOf({ ...others, hiddenSize })?.id).toBe(id);
  });
});

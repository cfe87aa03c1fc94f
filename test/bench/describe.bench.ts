import { walkDepth } from "@/lib/cost/depthWidth";
import { describeDesign } from "@/lib/cost/describe";
import type { Design } from "@/lib/design/design";
import { flattenLayers } from "@/lib/design/flatten";
import { importConfig } from "@/lib/design/import/importConfig";
import { parseDesign } from "@/lib/design/parseDesign";
import { findPreset } from "@/lib/design/presets";
import { readDesignText } from "@/lib/design/readDesignText";
import { report, time } from "./timing";

/** How long the core takes to describe, read and stretch designs, against the limits the workbench promises. */
const typical = findPreset("nemotron-flash-1b")!.design;
const folded: Design = {
  ...typical,
  stages: [{ repeat: 2500, layers: ["deltanet", "ffn", "mamba2", "ffn"] }],
};
const { attention: _unused, ...operators } = typical.operators;
const unrolled: Design = { ...folded, operators, stages: [{ repeat: 1, layers: flattenLayers(folded) }] };
const alternating = Array.from({ length: 10_000 }, (_, layer) => ({
  repeat: 1,
  layers: [layer % 2 === 0 ? "mamba2" : "ffn"] as const,
}));
const single: Design = { ...unrolled, operators, stages: alternating };
const text = JSON.stringify(unrolled);
const wrong = JSON.stringify({
  ...typical,
  stages: [{ repeat: 1, layers: Array.from({ length: 10_000 }, (_, layer) => `operator${layer}`) }],
});
const crowded = `{"model_type":"qwen3",${Array.from({ length: 400_000 }, (_, index) => `"f${index}":1`).join()}}`;
const junk = `${'{"a":'.repeat(500_000)}1${"}".repeat(500_000)}`;

report(
  "describe, 24 layers",
  time(() => describeDesign(typical), 41, 200),
  1,
);
report(
  "describe, 10,000 layers in one stage of four",
  time(() => describeDesign(folded), 41, 50),
  50,
);
report(
  "describe, 10,000 layers written out",
  time(() => describeDesign(unrolled), 41, 5),
  50,
);
report(
  "describe, 10,000 stages of one layer",
  time(() => describeDesign(single), 41, 5),
  50,
);
report(
  "read and check, 10,000 layers of JSON text",
  time(() => readDesignText(text)),
  100,
);
report(
  "check, 24 layers",
  time(() => parseDesign(typical), 41, 100),
  1,
);
report(
  "refuse 4 MB of deeply nested junk",
  time(() => readDesignText(junk), 11),
  100,
);
report(
  "refuse a text above 8 MB",
  time(() => readDesignText("x".repeat(8_388_609)), 11),
  100,
);
report(
  "import, config of the wrong kind throughout",
  time(() => importConfig({ model_type: "qwen3", layer_types: "a" })),
  100,
);
report(
  "walk to 16 blocks",
  time(() => walkDepth(typical, 16, { hold: "total" }), 41, 5),
  16,
);
report(
  "refuse 10,000 unknown operators",
  time(() => readDesignText(wrong), 11),
  100,
);
report(
  "refuse a config of 400,000 fields",
  time(() => readDesignText(crowded), 11),
  100,
);

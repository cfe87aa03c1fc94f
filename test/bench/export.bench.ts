import type { Design } from "@/lib/design/design";
import type { LayerRef } from "@/lib/design/operatorKinds";
import { findPreset } from "@/lib/design/presets";
import { makeBundle } from "@/lib/export/bundle";
import { capabilities, targets } from "@/lib/export/targets";
import { report, time } from "./timing";

/** How long the export tab needs after an edit: the whole capability matrix, and the files of one target. */
const typical = findPreset("nemotron-flash-3b")!.design;
const kinds: readonly LayerRef[] = [
  "deltanet",
  "ffn",
  "mamba2",
  "ffn",
  "attention",
  "ffn",
  "attention",
  "ffn",
];
const irregular: Design = {
  ...typical,
  stages: Array.from({ length: 10_000 }, (_, layer) => ({
    repeat: 1,
    layers: [kinds[(layer * layer * 7 + layer) % 8]!],
  })),
};

report(
  "capability matrix, 36 layers",
  time(() => capabilities(typical), 41, 20),
  16,
);
report(
  "capability matrix, 10,000 irregular layers",
  time(() => capabilities(irregular), 11),
  500,
);
report(
  "bundle for Nemotron-Flash, 36 layers",
  time(() => makeBundle(targets.nemotron_flash, typical), 41, 10),
  16,
);

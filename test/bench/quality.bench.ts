import type { Design } from "@/lib/design/design";
import { findPreset } from "@/lib/design/presets";
import { compareQuality } from "@/lib/quality/compareQuality";
import { depthWidthCurve } from "@/lib/quality/depthWidthCurve";
import { expectedQuality } from "@/lib/quality/expectedQuality";
import { updateFromOwnResults } from "@/lib/quality/own/ownUpdate";
import { predictQuality } from "@/lib/quality/predictQuality";
import { report, time } from "./timing";

/** How long the quality model takes for an edit, a candidate of a search, a comparison, a curve and own results. */
const design = findPreset("nemotron-flash-1b")!.design;
const other = findPreset("qwen3-0.6b")!.design;
/** A new object each time, so that nothing remembered of the last one counts. */
const edited = (): Design => ({ ...design });
const results = Array.from({ length: 60 }, (_, index) => ({
  label: `run ${index}`,
  design: { ...design, hiddenSize: 1024 + 128 * (index % 8) },
  tokens: 1e10 * (1 + (index % 20)),
  loss: 3 - index / 200,
  cr6: null,
}));

report(
  "predict with terms and bands",
  time(() => predictQuality(edited()), 41, 20),
  4,
);
report(
  "central values of a candidate",
  time(() => expectedQuality(edited()), 41, 100),
  0.5,
);
report(
  "compare two designs",
  time(() => compareQuality(edited(), other, { tokens: 1e11 }), 41, 20),
  4,
);
report(
  "depth-width curve, 12 depths",
  time(
    () =>
      depthWidthCurve(edited(), {
        blocks: [4, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40],
        hold: "nonEmbedding",
      }),
    11,
    2,
  ),
  50,
);
report(
  "60 own results, each left out",
  time(() => updateFromOwnResults(results), 5, 1),
  1000,
);

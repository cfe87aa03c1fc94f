import { findPreset } from "../../design/presets";
import { defaultAnchor } from "../anchors";
import { meanAbsolute } from "../eval/statistics";
import { predictQuality } from "../predictQuality";
import { publishedModels } from "../publishedModels";
import type { Study, StudyRow } from "./study";

/** Table 6: the commonsense average of every model, predicted from the default anchor alone. */
export function tableSixStudy(): Study {
  const rows = publishedModels.map(({ id, name, presetId, scores }): StudyRow => {
    const design = findPreset(presetId)?.design ?? null;
    const isAnchor = id === defaultAnchor.id;
    const prediction = design === null ? null : predictQuality(design, { anchor: defaultAnchor.id });
    const cr6 = prediction?.ok ? prediction.value.cr6 : null;
    const across = prediction?.ok ? prediction.value.bands.crossRecipe : 0;
    return {
      id,
      label: name,
      design,
      published: scores.cr6,
      // Recipes differ between these models, so the band across recipes belongs to every comparison.
      predicted:
        cr6 === null || isAnchor
          ? null
          : {
              value: cr6.value,
              lo: cr6.value - Math.hypot(cr6.value - cr6.lo!, across),
              hi: cr6.value + Math.hypot(cr6.hi! - cr6.value, across),
            },
      error: cr6 === null || isAnchor ? null : cr6.value - scores.cr6,
      remark: isAnchor ? "The anchor: its published score is taken as given." : null,
    };
  });
  const errors = rows.flatMap(({ error }) => (error === null ? [] : [error]));
  return {
    id: "table-6",
    title: "Published models",
    setup:
      "Thirteen base models, one evaluation protocol; every model with the recipe, data and tokens of its own authors.",
    metric: "Average of six commonsense tasks, %",
    method: `From the published score of ${defaultAnchor.name} by the difference in predicted loss, as if all had its recipe and tokens; bands include the scatter across recipes.`,
    rows,
    summary: [{ label: "Mean error, points", predicted: meanAbsolute(errors), published: null }],
    unpredicted: [
      "MMLU, math, code, recall and single tasks: the training recipe decides them (residuals of 5 to 10 points), so they are shown as published only.",
    ],
    source: "arXiv:2511.18890 Tables 6 and 9",
  };
}

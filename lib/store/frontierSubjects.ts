import type { Design } from "../design/design";
import { findPreset } from "../design/presets";
import type { Subject } from "../pareto/marks";
import { publishedFigures } from "../pareto/modelFigures";
import { publishedModels } from "../quality/publishedModels";
import type { Predictions } from "./predictions";

/** Id of the design in hand among the subjects of plots and tables. */
export const ownId = "design";

/** Every published model as a subject, with predictions of its preset where there is one. */
export function publishedSubjects(predictions: Predictions): readonly Subject[] {
  return publishedModels.map((model) => {
    const preset = findPreset(model.presetId);
    return {
      id: model.id,
      name: model.name,
      series: model.id.startsWith("nemotron-flash") ? "nemotron-flash" : "transformers",
      published: publishedFigures(model),
      predicted: preset === null ? {} : predictions.figuresOf(preset.design),
    };
  });
}

/** The design in hand as a subject. */
export function ownSubject(design: Design, predictions: Predictions): Subject {
  return {
    id: ownId,
    name: design.name,
    series: "own",
    published: {},
    predicted: predictions.figuresOf(design),
  };
}

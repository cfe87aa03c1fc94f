import type { Design } from "../design/design";
import { findPreset } from "../design/presets";
import type { Subject } from "../pareto/marks";
import { publishedFigures } from "../pareto/modelFigures";
import { publishedModels } from "../quality/publishedModels";
import type { LibraryEntry } from "./libraryEntry";
import type { Predictions } from "./predictions";

/** The id of a library entry among subjects and pins. */
export function libraryPin(entryId: string): string {
  return `library:${entryId}`;
}

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

/** Saved designs drawn at most: the newest. */
const savedLimit = 60;

/** Saved designs as subjects, predicted like the design in hand. */
export function savedSubjects(
  entries: readonly LibraryEntry[],
  predictions: Predictions,
): readonly Subject[] {
  return entries.slice(0, savedLimit).map((entry) => ({
    id: libraryPin(entry.id),
    name: entry.name,
    series: "saved",
    published: {},
    predicted: predictions.figuresOf(entry.saved.document.design),
  }));
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

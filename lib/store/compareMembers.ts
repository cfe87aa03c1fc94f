import type { Design } from "../design/design";
import { findPreset } from "../design/presets";
import { type ModelFigures, publishedFigures } from "../pareto/modelFigures";
import { findPublishedModel } from "../quality/publishedModels";
import { libraryPin, ownId } from "./frontierSubjects";
import type { LibraryEntry } from "./libraryEntry";

/** A design in a comparison, with what was published of it. */
export interface CompareMember {
  readonly id: string;
  readonly name: string;
  readonly design: Design;
  readonly published: ModelFigures;
}

/** Designs compared at once: more patterns and curves than this no eye keeps apart. */
export const compareLimit = 4;

/** The designs behind pins, in order; pins of designs that no longer exist are left out. */
export function compareMembers(
  pinned: readonly string[],
  own: Design,
  entries: readonly LibraryEntry[],
): readonly CompareMember[] {
  return pinned.slice(0, compareLimit).flatMap((id) => memberOf(id, own, entries));
}

function memberOf(id: string, own: Design, entries: readonly LibraryEntry[]): CompareMember[] {
  if (id === ownId) return [{ id, name: own.name, design: own, published: {} }];
  const entry = entries.find((known) => libraryPin(known.id) === id);
  if (entry !== undefined)
    return [{ id, name: entry.name, design: entry.saved.document.design, published: {} }];
  const preset = findPreset(id);
  if (preset === null) return [];
  const model = findPublishedModel(preset.publishedId ?? id);
  return [
    {
      id,
      name: preset.name,
      design: preset.design,
      published: model === null ? {} : publishedFigures(model),
    },
  ];
}

/** Pins with one added at the end or, when it is there, taken out. At the limit the last one makes room. */
export function togglePin(pinned: readonly string[], id: string): readonly string[] {
  return pinned.includes(id)
    ? pinned.filter((known) => known !== id)
    : [...pinned.slice(0, compareLimit - 1), id];
}

import { csvFormat } from "d3-dsv";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Problem } from "../base/result";
import type { Design } from "../design/design";
import { findAnchor } from "../quality/anchors";
import type { OwnResult } from "../quality/own/ownResult";
import { type OwnUpdate, updateFromOwnResults } from "../quality/own/ownUpdate";
import { readOwnResults } from "../quality/own/readOwnResults";
import type { QualityOptions } from "../quality/qualityOptions";
import { memoise } from "./memoise";
import { asPublished, type QualityChoices } from "./qualityChoices";

/** A table of the user's trainings as text. */
export interface OwnResultsText {
  readonly name: string;
  readonly csv: string;
}

/** A table of the user's trainings as it was read. */
export interface OwnResultsTable {
  readonly name: string;
  readonly results: readonly OwnResult[];
}

export interface OwnResultsState {
  readonly table: OwnResultsTable | null;
  /** Why the last table was refused; the one before it stays in force. */
  readonly problems: readonly Problem[];
  /** Reads a table, which then corrects the terms. `known` finds designs that a row names. */
  load(text: OwnResultsText, known: (name: string) => Design | null): void;
  /** Goes back to the literature's terms. */
  reset(): void;
}

/** The user's own results. What they do to the quality model is `ownUpdate` of them. */
export function createOwnResults(): StoreApi<OwnResultsState> {
  return createStore<OwnResultsState>()((set) => ({
    table: null,
    problems: [],
    load({ name, csv }, known) {
      const read = readOwnResults(csv, known);
      if (!read.ok) return set({ problems: read.problems });
      const update = updateFor(read.value, null);
      set(update.ok ? { table: { name, results: read.value }, problems: [] } : { problems: update.problems });
    },
    reset: () => set({ table: null, problems: [] }),
  }));
}

/** The table as text that stands on its own: with the designs themselves in place of names that only this library knows. */
export function writtenOut({ name, results }: OwnResultsTable): OwnResultsText {
  const rows = results.map(({ design, tokens, loss, cr6 }) => ({
    design: JSON.stringify(design),
    tokens,
    loss,
    cr6,
  }));
  return { name, csv: csvFormat(rows, ["design", "tokens", "loss", "cr6"]) };
}

const updateFor = memoise((results: readonly OwnResult[], anchorId: string | null) =>
  updateFromOwnResults(results, anchorId === null ? null : findAnchor(anchorId)),
);

/** What a table changes when accuracy hangs on an anchor (null: on each design's own); null without a table. */
export function ownUpdate(table: OwnResultsTable | null, anchorId: string | null): OwnUpdate | null {
  if (table === null) return null;
  const update = updateFor(table.results, anchorId);
  return update.ok ? update.value : null;
}

/** What a prediction is asked with: the user's choices, corrected by the user's results. */
export const qualityOptions = memoise(
  (choices: QualityChoices | undefined, update: OwnUpdate | null): QualityOptions =>
    update === null ? (choices ?? asPublished) : { ...choices, correction: update.correction },
);

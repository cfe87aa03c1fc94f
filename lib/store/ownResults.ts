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

/** A table of the user's trainings: all that is kept, with every design written out, so that it stands on its own. */
export interface OwnResultsTable {
  readonly name: string;
  readonly csv: string;
}

export interface OwnResultsState {
  readonly table: OwnResultsTable | null;
  /** What the table changes; null without one. */
  readonly update: OwnUpdate | null;
  /** Why the last table was refused; the one before it stays in force. */
  readonly problems: readonly Problem[];
  /** Reads a table and corrects the terms by it. `known` finds designs that a row names. */
  load(table: OwnResultsTable, anchorId: string | null, known: (name: string) => Design | null): void;
  /** Goes back to the literature's terms. */
  reset(): void;
}

/** The user's own results and what they do to the quality model. */
export function createOwnResults(): StoreApi<OwnResultsState> {
  return createStore<OwnResultsState>()((set) => ({
    table: null,
    update: null,
    problems: [],
    load(table, anchorId, known) {
      const read = readOwnResults(table.csv, known);
      if (!read.ok) return set({ problems: read.problems });
      const update = updateFromOwnResults(read.value, anchorId === null ? null : findAnchor(anchorId));
      set(
        update.ok
          ? { table: { name: table.name, csv: writtenOut(read.value) }, update: update.value, problems: [] }
          : { problems: update.problems },
      );
    },
    reset: () => set({ table: null, update: null, problems: [] }),
  }));
}

/** The table with the designs themselves in place of names that only this library knows. */
function writtenOut(results: readonly OwnResult[]): string {
  return csvFormat(
    results.map(({ design, tokens, loss, cr6 }) => ({ design: JSON.stringify(design), tokens, loss, cr6 })),
    ["design", "tokens", "loss", "cr6"],
  );
}

/** What a prediction is asked with: the user's choices, corrected by the user's results. */
export const qualityOptions = memoise(
  (choices: QualityChoices | undefined, update: OwnUpdate | null): QualityOptions =>
    update === null ? (choices ?? asPublished) : { ...choices, correction: update.correction },
);

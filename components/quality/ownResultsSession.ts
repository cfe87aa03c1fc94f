import { useStore } from "zustand";
import { pageLibrary } from "@/components/shell/librarySession";
import { commands, useWorkbench, workbench } from "@/components/shell/session";
import type { Design } from "@/lib/design/design";
import { findPreset } from "@/lib/design/presets";
import type { OwnUpdate } from "@/lib/quality/own/ownUpdate";
import { createOwnResults, type OwnResultsState, ownUpdate, writtenOut } from "@/lib/store/ownResults";

const storageKey = "paretoscope-own-results@1";

/** The page's own results. */
export const ownResults = createOwnResults();

export function useOwnResults<T>(selector: (state: OwnResultsState) => T): T {
  return useStore(ownResults, selector);
}

/** What the own results change under the document's anchor; null without any. */
export function useOwnUpdate(): OwnUpdate | null {
  const table = useOwnResults((state) => state.table);
  const anchorId = useWorkbench((state) => state.document.quality?.anchor ?? null);
  return ownUpdate(table, anchorId);
}

/** Corrects the terms by a table and keeps it for the next visit. A refused table changes nothing. */
export function loadOwnResults(name: string, csv: string): void {
  ownResults.getState().load({ name, csv }, designNamed);
  const { table, problems } = ownResults.getState();
  if (table === null || problems.length > 0) return;
  try {
    localStorage.setItem(storageKey, JSON.stringify(writtenOut(table)));
  } catch {
    commands.notify({
      kind: "warning",
      title:
        "Your results are in force, but the browser keeps no storage for them: load them again next time.",
    });
  }
}

/** Goes back to the literature and forgets the table. */
export function forgetOwnResults(): void {
  ownResults.getState().reset();
  try {
    localStorage.removeItem(storageKey);
  } catch {
    // Without storage nothing was kept.
  }
}

/** Takes up the table of an earlier visit, if there is one. A damaged one is left alone and reported. */
export function restoreOwnResults(): void {
  if (ownResults.getState().table !== null) return;
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(storageKey);
  } catch {
    return;
  }
  if (kept === null) return;
  const table = readTable(kept);
  if (table !== null) loadOwnResults(table.name, table.csv);
  else commands.notify({ kind: "warning", title: "The own results kept by this browser cannot be read." });
}

function readTable(text: string): { readonly name: string; readonly csv: string } | null {
  try {
    const { name, csv } = JSON.parse(text) as { name?: unknown; csv?: unknown };
    return typeof name === "string" && typeof csv === "string" ? { name, csv } : null;
  } catch {
    return null;
  }
}

/** A design that a row names: a preset, the design in hand, or one of the library. */
function designNamed(name: string): Design | null {
  const inHand = workbench.getState().document.design;
  if (inHand.name === name) return inHand;
  const saved = pageLibrary()
    .getState()
    .entries.find((entry) => entry.name === name);
  return saved?.saved.document.design ?? findPreset(name)?.design ?? null;
}

import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { draftOfSheet, emptySheetDraft, type SheetDraft } from "@/lib/latency/sheetDraft";
import { deviceShelf } from "./session";

/** Data sheets that were begun and neither saved nor given up, by device; "" stands for a new one. */
const drafts = createStore<{ readonly [device: string]: SheetDraft }>()(() => ({}));

const keyOf = (id: string | null) => id ?? "";

/** The data sheet being typed for a device (null: a new one): as it was left, else as the device has it. */
export function useSheetDraft(id: string | null): SheetDraft {
  return useStore(drafts, (state) => state[keyOf(id)]) ?? savedDraft(id);
}

/** Takes over what was typed in one field. It lasts as long as the page, whatever else is looked at. */
export function typeSheetField(id: string | null, field: keyof SheetDraft, value: string): void {
  drafts.setState((state) => ({ [keyOf(id)]: { ...(state[keyOf(id)] ?? savedDraft(id)), [field]: value } }));
}

/** Forgets what was typed: it has been saved or given up. */
export function forgetSheetDraft(id: string | null): void {
  const { [keyOf(id)]: _, ...others } = drafts.getState();
  drafts.setState(others, true);
}

function savedDraft(id: string | null): SheetDraft {
  const profile = id === null ? undefined : deviceShelf.getState().profiles[id];
  if (profile?.kind !== "ready") return emptySheetDraft;
  return draftOfSheet(profile.profile.name, profile.profile.sheet);
}

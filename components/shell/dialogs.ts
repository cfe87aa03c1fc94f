import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

/** Dialogs and panels that open over the page; one at a time. */
export type DialogId =
  | "import"
  | "palette"
  | "shortcuts"
  | "share"
  | "structure"
  | "history"
  | "tour"
  | "workload";

const openDialog = createStore<{ readonly open: DialogId | null }>()(() => ({ open: null }));

export function showDialog(open: DialogId): void {
  openDialog.setState({ open });
}

export function closeDialog(): void {
  openDialog.setState({ open: null });
}

export function useOpenDialog(): DialogId | null {
  return useStore(openDialog, (state) => state.open);
}

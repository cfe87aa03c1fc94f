"use client";

import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from "react";
import { closeDialog, type DialogId, useOpenDialog } from "./dialogs";

type DialogComponent = ComponentType<{ readonly onClose: () => void }>;

/** Each dialog loads when it is first opened. */
const dialogs: { readonly [D in DialogId]: LazyExoticComponent<DialogComponent> } = {
  import: lazy(() => import("@/components/editor/ImportDialog")),
  palette: lazy(() => import("./CommandPalette")),
  shortcuts: lazy(() => import("./ShortcutsDialog")),
  share: lazy(() => import("./ShareDialog")),
  structure: lazy(() => import("@/components/editor/StructureDialog")),
  history: lazy(() => import("./HistoryDialog")),
  tour: lazy(() => import("./Tour")),
  workload: lazy(() => import("@/components/editor/WorkloadDialog")),
};

export function DialogHost() {
  const open = useOpenDialog();
  if (open === null) return null;
  const Open = dialogs[open];
  return (
    <Suspense fallback={null}>
      <Open onClose={closeDialog} />
    </Suspense>
  );
}

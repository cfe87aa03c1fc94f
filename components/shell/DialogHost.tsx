"use client";

import { type ComponentType, Suspense } from "react";
import { Dialog } from "@/components/ui/Dialog";
import { closeDialog, type DialogId, useOpenDialog } from "./dialogs";
import { lazyPart } from "./lazyPart";
import { PanelBoundary } from "./PanelBoundary";

interface DialogPart {
  readonly name: string;
  readonly Open: ComponentType<{ readonly onClose: () => void }>;
}

/** Each dialog loads when it is first opened. The name is for when it does not. */
const dialogs: { readonly [D in DialogId]: DialogPart } = {
  import: { name: "Import", Open: lazyPart(() => import("@/components/editor/ImportDialog")) },
  palette: { name: "Commands", Open: lazyPart(() => import("./CommandPalette")) },
  shortcuts: { name: "Keyboard shortcuts", Open: lazyPart(() => import("./ShortcutsDialog")) },
  share: { name: "Share", Open: lazyPart(() => import("./ShareDialog")) },
  structure: { name: "Rhythm", Open: lazyPart(() => import("@/components/editor/StructureDialog")) },
  history: { name: "History", Open: lazyPart(() => import("./HistoryDialog")) },
  tour: { name: "Tour", Open: lazyPart(() => import("./Tour")) },
  workload: { name: "Workload", Open: lazyPart(() => import("@/components/editor/WorkloadDialog")) },
};

export function DialogHost() {
  const open = useOpenDialog();
  if (open === null) return null;
  const { name, Open } = dialogs[open];
  return (
    <PanelBoundary
      key={open}
      name={name}
      frame={(report) => (
        <Dialog title={name} onClose={closeDialog}>
          {report}
        </Dialog>
      )}
    >
      <Suspense fallback={null}>
        <Open onClose={closeDialog} />
      </Suspense>
    </PanelBoundary>
  );
}

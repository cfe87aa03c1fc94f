import { useStore } from "zustand";
import { findPreset } from "@/lib/design/presets";
import { createWorkbench, type WorkbenchState } from "@/lib/store/workbench";
import { documentOf } from "@/lib/store/workbenchDocument";

/** The preset a first visit opens with. */
const firstPreset = findPreset("nemotron-flash-1b");
if (firstPreset === null) throw new Error("the first preset is missing");

/** The page's one workbench. */
export const workbench = createWorkbench(documentOf(firstPreset.design));

/** Reads the workbench; the component renders again when what it selects changes. */
export function useWorkbench<T>(selector: (state: WorkbenchState) => T): T {
  return useStore(workbench, selector);
}

/** The store's commands, which never change. */
export const commands = workbench.getInitialState();

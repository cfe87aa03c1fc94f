import { useStore } from "zustand";
import { findPreset } from "@/lib/design/presets";
import { createHover, type Hover, type HoverState } from "@/lib/store/hover";
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

/** What the page's pointer or focus rests on. */
export const hover = createHover();

/** Reads what is hovered; the component renders again when what it selects changes. */
export function useHover<T>(selector: (state: HoverState) => T): T {
  return useStore(hover, selector);
}

/** Says what the pointer or the focus rests on now. */
export function setHover(on: Hover): void {
  hover.setState({ on });
}

/** Says which point the pointer or the focus rests on now; null for none. */
export function setHoveredPoint(id: string | null): void {
  setHover(id === null ? null : { kind: "point", id });
}

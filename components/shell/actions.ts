import { pickUp } from "@/components/editor/laneCarry";
import {
  duplicateInLane,
  removeFromLane,
  selectedLayers,
  shiftInLane,
} from "@/components/editor/laneCommands";
import type { WorkbenchState } from "@/lib/store/workbench";
import { showDialog } from "./dialogs";
import { commands } from "./session";
import type { Shortcut } from "./shortcut";
import { applyThemeChoice } from "./theme";

/** A command of the workbench. This one list feeds shortcuts, the command palette, menus and tooltips. */
export interface Action {
  readonly id: string;
  readonly group: "Edit" | "Layers" | "Design" | "View" | "Help";
  readonly label: string;
  /** The label with what it would do right now, such as the name of the step to undo. */
  readonly labelNow?: (state: WorkbenchState) => string;
  /** Other words people search for. */
  readonly keywords: string;
  readonly shortcuts?: readonly Shortcut[];
  /** Whether it can be done now; always when absent. */
  readonly enabled?: (state: WorkbenchState) => boolean;
  readonly perform: () => void;
}

const someSelected = (state: WorkbenchState) => state.selection.layers.length > 0;

export const actions = [
  {
    id: "undo",
    group: "Edit",
    label: "Undo",
    labelNow: (state) => {
      const step = state.history.past.at(-1);
      return step === undefined ? "Undo" : `Undo: ${step.label}`;
    },
    keywords: "back revert",
    shortcuts: [{ key: "z", command: true }],
    enabled: (state) => state.history.past.length > 0,
    perform: commands.undo,
  },
  {
    id: "redo",
    group: "Edit",
    label: "Redo",
    labelNow: (state) => {
      const step = state.history.future[0];
      return step === undefined ? "Redo" : `Redo: ${step.label}`;
    },
    keywords: "again forward",
    shortcuts: [
      { key: "z", command: true, shift: true },
      { key: "y", command: true },
    ],
    enabled: (state) => state.history.future.length > 0,
    perform: commands.redo,
  },
  {
    id: "workload",
    group: "Edit",
    label: "Edit workload…",
    keywords: "precision batch prompt new tokens cache phase question",
    perform: () => showDialog("workload"),
  },
  {
    id: "history",
    group: "Edit",
    label: "History",
    keywords: "steps undo list",
    perform: () => showDialog("history"),
  },
  {
    id: "layers-remove",
    group: "Layers",
    label: "Remove selected layers",
    keywords: "delete drop cut",
    shortcuts: [{ key: "Delete" }],
    enabled: someSelected,
    perform: () => removeFromLane(selectedLayers()),
  },
  {
    id: "layers-duplicate",
    group: "Layers",
    label: "Duplicate selected layers",
    keywords: "copy clone",
    shortcuts: [{ key: "d", command: true }],
    enabled: someSelected,
    perform: () => duplicateInLane(selectedLayers()),
  },
  {
    id: "layers-earlier",
    group: "Layers",
    label: "Move selected layers earlier",
    keywords: "left before shift",
    shortcuts: [{ key: "ArrowLeft", alt: true }],
    enabled: someSelected,
    perform: () => shiftInLane(selectedLayers(), -1),
  },
  {
    id: "layers-later",
    group: "Layers",
    label: "Move selected layers later",
    keywords: "right after shift",
    shortcuts: [{ key: "ArrowRight", alt: true }],
    enabled: someSelected,
    perform: () => shiftInLane(selectedLayers(), 1),
  },
  {
    id: "layers-place",
    group: "Layers",
    label: "Move selected layers to …",
    keywords: "pick up place insertion point drag",
    enabled: someSelected,
    perform: () => pickUp({ kind: "layers", positions: selectedLayers() }, "place"),
  },
  {
    id: "structure",
    group: "Layers",
    label: "Change the rhythm …",
    keywords: "structure periodic attention interleave ffn replace group fold stages",
    perform: () => showDialog("structure"),
  },
  {
    id: "import",
    group: "Design",
    label: "Import a design or config …",
    keywords: "open paste hugging face config.json megatron file load",
    shortcuts: [{ key: "o", command: true }],
    perform: () => showDialog("import"),
  },
  {
    id: "share",
    group: "Design",
    label: "Share a link …",
    keywords: "url copy send",
    perform: () => showDialog("share"),
  },
  {
    id: "library",
    group: "Design",
    label: "Open the library",
    keywords: "saved designs presets",
    perform: () => commands.setView({ drawerTab: "library" }),
  },
  {
    id: "export",
    group: "Design",
    label: "Export a config",
    keywords: "megatron hugging face nemotron download",
    shortcuts: [{ key: "e", command: true }],
    perform: () => commands.setView({ drawerTab: "export" }),
  },
  {
    id: "bar-time",
    group: "View",
    label: "Show time under the layers",
    keywords: "lane measure latency share",
    perform: () => commands.setView({ laneMeasure: "time" }),
  },
  {
    id: "bar-parameters",
    group: "View",
    label: "Show parameters under the layers",
    keywords: "lane measure size share",
    perform: () => commands.setView({ laneMeasure: "parameters" }),
  },
  {
    id: "bar-cache",
    group: "View",
    label: "Show cache and state under the layers",
    keywords: "lane measure kv memory share",
    perform: () => commands.setView({ laneMeasure: "cache" }),
  },
  {
    id: "theme-system",
    group: "View",
    label: "Theme: as the system",
    keywords: "dark light colour appearance",
    perform: () => applyThemeChoice("system"),
  },
  {
    id: "theme-light",
    group: "View",
    label: "Theme: light",
    keywords: "colour appearance white",
    perform: () => applyThemeChoice("light"),
  },
  {
    id: "theme-dark",
    group: "View",
    label: "Theme: dark",
    keywords: "colour appearance black night",
    perform: () => applyThemeChoice("dark"),
  },
  {
    id: "palette",
    group: "Help",
    label: "Commands",
    keywords: "palette search run",
    shortcuts: [{ key: "k", command: true }],
    perform: () => showDialog("palette"),
  },
  {
    id: "shortcuts",
    group: "Help",
    label: "Keyboard shortcuts",
    keywords: "keys help",
    shortcuts: [{ key: "?" }],
    perform: () => showDialog("shortcuts"),
  },
  {
    id: "tour",
    group: "Help",
    label: "Take the tour",
    keywords: "introduction first run help",
    perform: () => showDialog("tour"),
  },
] as const satisfies readonly Action[];

export type ActionId = (typeof actions)[number]["id"];

const byId: ReadonlyMap<string, Action> = new Map(actions.map((action: Action) => [action.id, action]));

/** The action with this id. */
export function actionOf(id: ActionId): Action {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`no action ${id}`);
  return found;
}

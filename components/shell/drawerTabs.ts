import type { ComponentType } from "react";
import { lazyPart } from "./lazyPart";

/** A tab of the drawer. Its panel loads when it is first opened. */
export interface DrawerTab {
  readonly id: string;
  readonly label: string;
  readonly Panel: ComponentType;
}

/** The drawer's tabs, in order. A new one is one line. */
export const drawerTabs: readonly DrawerTab[] = [
  { id: "compare", label: "Compare", Panel: lazyPart(() => import("@/components/compare/ComparePanel")) },
  { id: "why", label: "Why", Panel: lazyPart(() => import("@/components/breakdown/WhyPanel")) },
  { id: "export", label: "Export", Panel: lazyPart(() => import("@/components/export/ExportPanel")) },
  { id: "devices", label: "Devices", Panel: lazyPart(() => import("@/components/devices/DevicesPanel")) },
  { id: "library", label: "Library", Panel: lazyPart(() => import("@/components/editor/LibraryPanel")) },
  { id: "measure", label: "Measure", Panel: lazyPart(() => import("@/components/measure/MeasurePanel")) },
  { id: "search", label: "Search", Panel: lazyPart(() => import("@/components/search/SearchPanel")) },
  { id: "quality", label: "Quality", Panel: lazyPart(() => import("@/components/quality/QualityPanel")) },
];

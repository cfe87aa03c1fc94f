import { type ComponentType, type LazyExoticComponent, lazy } from "react";

/** A tab of the drawer. Its panel loads when it is first opened. */
export interface DrawerTab {
  readonly id: string;
  readonly label: string;
  readonly Panel: LazyExoticComponent<ComponentType>;
}

/** The drawer's tabs, in order. A new one is one line. */
export const drawerTabs: readonly DrawerTab[] = [
  { id: "compare", label: "Compare", Panel: lazy(() => import("@/components/compare/ComparePanel")) },
  { id: "why", label: "Why", Panel: lazy(() => import("@/components/breakdown/WhyPanel")) },
  { id: "export", label: "Export", Panel: lazy(() => import("@/components/export/ExportPanel")) },
  { id: "devices", label: "Devices", Panel: lazy(() => import("@/components/devices/DevicesPanel")) },
  { id: "library", label: "Library", Panel: lazy(() => import("@/components/editor/LibraryPanel")) },
  { id: "measure", label: "Measure", Panel: lazy(() => import("@/components/measure/MeasurePanel")) },
  { id: "search", label: "Search", Panel: lazy(() => import("@/components/search/SearchPanel")) },
  { id: "quality", label: "Quality", Panel: lazy(() => import("@/components/quality/QualityPanel")) },
];

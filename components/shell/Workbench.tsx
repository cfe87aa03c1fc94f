"use client";

import { Suspense, useEffect, useState } from "react";
import { EstimatesPanel } from "@/components/breakdown/EstimatesPanel";
import { Inspector } from "@/components/editor/Inspector";
import { PatternPanel } from "@/components/editor/PatternPanel";
import { RemoveZone } from "@/components/editor/RemoveZone";
import { FrontierPanel } from "@/components/frontier/FrontierPanel";
import { restoreOwnResults } from "@/components/quality/ownResultsSession";
import { DialogHost } from "./DialogHost";
import { Drawer } from "./Drawer";
import { keepDocument } from "./keepDocument";
import { lazyPart } from "./lazyPart";
import { Messages } from "./Messages";
import { PanelBoundary } from "./PanelBoundary";
import { TopBar } from "./TopBar";
import { useShortcuts } from "./useShortcuts";

/** Loads after the first paint: it knows every plan's cost, and the runtime's worker. */
const MeasureCommands = lazyPart(() => import("@/components/measure/MeasureCommands"));

/** Loads after the first paint: it knows the spaces, and the search's worker. */
const SearchCommands = lazyPart(() => import("@/components/search/SearchCommands"));

type Side = "inspector" | "estimates";

const sides: readonly { readonly id: Side; readonly label: string }[] = [
  { id: "inspector", label: "Inspector" },
  { id: "estimates", label: "Estimates" },
];

/**
 * The workbench. Wide: inspector, plot and estimates side by side. Middle: inspector and estimates take
 * turns in one column. Narrow: one column, plot first after the lane.
 */
export function Workbench() {
  useShortcuts();
  useEffect(keepDocument, []);
  useEffect(restoreOwnResults, []);
  const [side, setSide] = useState<Side>("inspector");
  return (
    <div className="workbench">
      <TopBar />
      <PanelBoundary name="The pattern lane">
        <PatternPanel />
      </PanelBoundary>
      <main className="workbench-main" data-side={side}>
        <fieldset className="workbench-sides" aria-label="Beside the plot">
          {sides.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              aria-pressed={id === side}
              className="h-8 flex-1 border-b-2 border-transparent text-ink-soft aria-pressed:border-accent aria-pressed:text-ink"
              onClick={() => setSide(id)}
            >
              {label}
            </button>
          ))}
        </fieldset>
        <div className="workbench-inspector">
          <PanelBoundary name="The inspector">
            <Inspector />
          </PanelBoundary>
        </div>
        <div className="workbench-plot">
          <PanelBoundary name="The frontier plot">
            <FrontierPanel />
          </PanelBoundary>
        </div>
        <div className="workbench-estimates">
          <PanelBoundary name="The estimates">
            <EstimatesPanel />
          </PanelBoundary>
        </div>
        <RemoveZone />
      </main>
      <Drawer
        commandsAtEnd={
          <>
            <PanelBoundary name="Measuring" look="line">
              <Suspense fallback={null}>
                <MeasureCommands />
              </Suspense>
            </PanelBoundary>
            <PanelBoundary name="The search" look="line">
              <Suspense fallback={null}>
                <SearchCommands />
              </Suspense>
            </PanelBoundary>
          </>
        }
      />
      <DialogHost />
      <Messages />
    </div>
  );
}

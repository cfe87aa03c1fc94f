"use client";

import { Suspense, useMemo, useState } from "react";
import { lazyPart } from "@/components/shell/lazyPart";
import { PanelBoundary } from "@/components/shell/PanelBoundary";
import { commands, setHoveredPoint, useWorkbench } from "@/components/shell/session";
import { marksOf, withinLimits } from "@/lib/pareto/marks";
import { rankSets } from "@/lib/pareto/scene/cloud";
import { selectedPoints } from "@/lib/pareto/scene/selectionFront";
import { ownSubject, publishedSubjects, savedSubjects } from "@/lib/store/frontierSubjects";
import { FrontierPlot } from "./FrontierPlot";
import { type FrontierMode, FrontierToolbar } from "./FrontierToolbar";
import { useMeasuredSubject } from "./measuredSession";
import { isPaperView, PaperChoices } from "./PaperChoices";
import { usePointSets } from "./pointSetSession";
import { useIsoLines } from "./useIsoLines";
import { usePredictionConditions } from "./usePredictionConditions";
import { usePredictions } from "./usePredictions";
import { useSavedDesigns } from "./useSavedDesigns";
import type { Tool } from "./useZoom";

const GainNotes = lazyPart(() => import("./GainNotes"));
const PointTable = lazyPart(() => import("./PointTable"));
const ParallelPlot = lazyPart(() => import("./ParallelPlot"));

/** The frontier: published models, saved designs, candidates and the design in hand, as plot, table or parallel axes. */
export function FrontierPanel() {
  const view = useWorkbench((state) => state.view);
  const design = useWorkbench((state) => state.document.design);
  const points = useWorkbench((state) => state.selection.points);
  const sets = usePointSets((state) => state.sets);
  const entries = useSavedDesigns();
  const predictions = usePredictions();
  const [tool, setTool] = useState<Tool>("pan");
  const [iso, setIso] = useState(false);
  const [mode, setMode] = useState<FrontierMode>("plot");

  const others = useMemo(
    () => [...publishedSubjects(predictions), ...savedSubjects(entries, predictions)],
    [predictions, entries],
  );
  const measured = useMeasuredSubject();
  const subjects = useMemo(
    () => [...others, ...(measured === null ? [] : [measured]), ownSubject(design, predictions)],
    [others, measured, design, predictions],
  );
  const marks = useMemo(
    () => withinLimits(marksOf(subjects, view.frontierX, view.frontierY, view.publishedAs), view.constraints),
    [subjects, view.frontierX, view.frontierY, view.publishedAs, view.constraints],
  );
  const ranked = useMemo(
    () => rankSets(sets, { x: view.frontierX, y: view.frontierY }, view.constraints),
    [sets, view.frontierX, view.frontierY, view.constraints],
  );
  const selected = useMemo(() => selectedPoints(points, marks, ranked), [points, marks, ranked]);
  const isoLines = useIsoLines(iso, design, predictions);
  const source = `Published: Nemotron-Flash, arXiv:2511.18890, Table 6. Predicted: ${usePredictionConditions()}; Paretoscope.`;
  const onSelect = (ids: readonly string[], add: boolean) =>
    commands.select({ points: add ? toggled(points, ids) : ids });

  return (
    <section aria-label="Frontier" className="frontier-panel flex h-full min-h-0 min-w-0 flex-col bg-panel">
      <FrontierToolbar
        view={view}
        tool={tool}
        mode={mode}
        subjects={subjects}
        selectedCount={points.length}
        onClearSelection={() => onSelect([], false)}
        iso={iso}
        onTool={setTool}
        onIso={setIso}
        onMode={setMode}
        onView={commands.setView}
      />
      {mode === "plot" && isPaperView(view) && <PaperChoices view={view} onView={commands.setView} />}
      {mode === "plot" && (
        <FrontierPlot
          marks={marks}
          ranked={ranked}
          selected={selected}
          view={view}
          selection={points}
          tool={tool}
          isoLines={isoLines}
          source={source}
          onView={commands.setView}
          onHover={setHoveredPoint}
          onSelect={onSelect}
        />
      )}
      <PanelBoundary key={mode} name={mode === "table" ? "The table" : "The parallel axes"}>
        <Suspense fallback={null}>
          {mode === "table" && <PointTable subjects={subjects} sets={sets} onSelect={onSelect} />}
          {mode === "parallel" && (
            <ParallelPlot subjects={subjects} sets={sets} source={source} onSelect={onSelect} />
          )}
        </Suspense>
      </PanelBoundary>
      <PanelBoundary name="The gains in words" look="line">
        <Suspense fallback={null}>
          <GainNotes marks={marks} view={view} ranked={ranked} selected={selected} />
        </Suspense>
      </PanelBoundary>
    </section>
  );
}

/** Adds ids to a selection; those already in it leave it. */
function toggled(points: readonly string[], ids: readonly string[]): readonly string[] {
  const before = new Set(points);
  const added = new Set(ids);
  return [...points.filter((id) => !added.has(id)), ...ids.filter((id) => !before.has(id))];
}

"use client";

import { useMemo, useState } from "react";
import { commands, useWorkbench } from "@/components/shell/session";
import { marksOf, withinLimits } from "@/lib/pareto/marks";
import { ownSubject, publishedSubjects } from "@/lib/store/frontierSubjects";
import { FrontierPlot } from "./FrontierPlot";
import { FrontierToolbar } from "./FrontierToolbar";
import { GainNotes } from "./GainNotes";
import { usePointSets } from "./pointSetSession";
import { usePredictions } from "./usePredictions";
import type { Tool } from "./useZoom";

/** The frontier: published models and the design in hand on axes of one's choice, and what the picture says in words. */
export function FrontierPanel() {
  const view = useWorkbench((state) => state.view);
  const design = useWorkbench((state) => state.document.design);
  const points = useWorkbench((state) => state.selection.points);
  const sets = usePointSets((state) => state.sets);
  const predictions = usePredictions();
  const [tool, setTool] = useState<Tool>("pan");

  const published = useMemo(() => publishedSubjects(predictions), [predictions]);
  const subjects = useMemo(
    () => [...published, ownSubject(design, predictions)],
    [published, design, predictions],
  );
  const marks = useMemo(
    () => withinLimits(marksOf(subjects, view.frontierX, view.frontierY, view.publishedAs), view.constraints),
    [subjects, view.frontierX, view.frontierY, view.publishedAs, view.constraints],
  );

  return (
    <section aria-label="Frontier" className="flex h-full min-h-0 flex-col bg-panel">
      <FrontierToolbar view={view} tool={tool} onTool={setTool} onView={commands.setView} />
      <FrontierPlot
        marks={marks}
        view={view}
        sets={sets}
        selection={points}
        tool={tool}
        onView={commands.setView}
        onHover={(id) => commands.setHover(id === null ? null : { kind: "point", id })}
        onSelect={(ids, add) => commands.select({ points: add ? toggled(points, ids) : ids })}
      />
      <GainNotes subjects={subjects} marks={marks} view={view} />
    </section>
  );
}

/** Adds ids to a selection; those already in it leave it. */
function toggled(points: readonly string[], ids: readonly string[]): readonly string[] {
  const kept = points.filter((id) => !ids.includes(id));
  return [...kept, ...ids.filter((id) => !points.includes(id))];
}

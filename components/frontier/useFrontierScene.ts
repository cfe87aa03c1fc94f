import { useMemo } from "react";
import type { IsoLine } from "@/lib/pareto/isoLine";
import type { Mark } from "@/lib/pareto/marks";
import { cloudOf, type RankedSet, withSelection } from "@/lib/pareto/scene/cloud";
import { axisDomain } from "@/lib/pareto/scene/domain";
import { type PlotLayout, plotFrame, type View, wholeView } from "@/lib/pareto/scene/frame";
import { frontierScene } from "@/lib/pareto/scene/scene";
import type { SelectedPoint } from "@/lib/pareto/scene/selectionFront";
import { wordsOfMarks } from "@/lib/pareto/scene/wordsOfMarks";
import type { ViewChoices } from "@/lib/store/viewChoices";

interface SceneInput {
  readonly marks: readonly Mark[];
  readonly ranked: readonly RankedSet[];
  readonly selected: readonly SelectedPoint[];
  readonly view: ViewChoices;
  readonly selection: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly zoom: View;
  readonly isoLines: readonly IsoLine[];
}

/** The plot composed for a size and a view at rest. Each part is kept until something it shows changes. */
export function useFrontierScene(input: SceneInput) {
  const { marks, ranked, selected, view, selection, width, height, zoom, isoLines } = input;
  const { frontierX, frontierY, frontierXScale, frontierYScale, showDominated } = view;
  const sets = useMemo(() => ranked.map(({ set }) => set), [ranked]);
  const [left, right] = axisDomain("x", frontierX, frontierXScale, marks, sets);
  const [bottom, top] = axisDomain("y", frontierY, frontierYScale, marks, sets);
  const layout = useMemo(
    (): PlotLayout => ({
      width,
      height,
      x: { metric: frontierX, kind: frontierXScale, domain: [left, right] },
      y: { metric: frontierY, kind: frontierYScale, domain: [bottom, top] },
    }),
    [width, height, frontierX, frontierXScale, left, right, frontierY, frontierYScale, bottom, top],
  );
  const whole = useMemo(() => plotFrame(layout, wholeView), [layout]);
  const frame = useMemo(() => (zoom === wholeView ? whole : plotFrame(layout, zoom)), [layout, whole, zoom]);
  const cloud = useMemo(() => cloudOf(ranked, { x: whole.x.scale, y: whole.y.scale }), [ranked, whole]);
  const classes = useMemo(() => withSelection(cloud, selection), [cloud, selection]);
  const emphasised = useMemo(() => new Set(selection), [selection]);
  const scene = useMemo(
    () => frontierScene(marks, frame, { showDominated, emphasised, selected, isoLines }),
    [marks, frame, showDominated, emphasised, selected, isoLines],
  );
  const words = useMemo(() => wordsOfMarks(marks, whole), [marks, whole]);
  return { layout, frame, cloud, classes, emphasised, scene, words };
}

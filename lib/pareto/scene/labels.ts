import {
  type Box,
  type LabelRequest,
  type PlacedLabel,
  placeLabels,
  textWidth,
} from "../../plot/placeLabels";
import type { Corner } from "../../plot/stepPath";
import { metricOf } from "../metrics";
import { betterBox, type PlotFrame } from "./frame";
import type { DrawnFront } from "./fronts";
import type { DrawnIsoLine } from "./isoLines";
import type { FrontierScene } from "./scene";

export type LabelKind = "own" | "flash" | "model" | "front";

/** Size of labels on the plot, in pixels. */
export const labelSize = 12;
const lineHeight = 15;
/** Half the side of a published square, and the radius of a predicted ring. */
export const markRadius = 4.5;

/** Names beside their marks, clear of each other, of marks that bear no name and of lines across the plot. */
export function labelsOf(
  { frame, fronts, isoLines, marks, lines, boxes }: Omit<FrontierScene, "labels">,
  emphasised: ReadonlySet<string>,
): FrontierScene["labels"] {
  const joined = new Set(
    marks.filter(({ mark }) => mark.basis === "published").map(({ mark }) => mark.subject.id),
  );
  const wanted = new Map<string, { readonly text: string; readonly kind: LabelKind }>();
  const requests: LabelRequest[] = [];
  const obstacles: Box[] = lines.map(({ at, direction }) =>
    direction === "vertical"
      ? { x: at - 2, y: frame.inner.y, width: 4, height: frame.inner.height }
      : { x: frame.inner.x, y: at - 2, width: frame.inner.width, height: 4 },
  );
  obstacles.push(betterBox(frame), ...boxes.filter(({ own }) => own).map(({ box }) => box));
  for (const { corners } of fronts) for (const stretch of stretches(corners)) obstacles.push(stretch);
  const want = (
    id: string,
    text: string,
    kind: LabelKind,
    at: { readonly x: number; readonly y: number },
    radius: number,
    priority: number,
  ) => {
    wanted.set(id, { text, kind });
    requests.push({ id, ...at, radius, width: textWidth(text, labelSize), height: lineHeight, priority });
  };
  for (const { mark, x, y, dominated } of marks) {
    const { subject } = mark;
    const kind = subject.series === "own" ? "own" : subject.series === "nemotron-flash" ? "flash" : "model";
    const base = { own: 5, flash: 4, model: dominated ? 1 : 2, front: 0 }[kind];
    const named = mark.basis === "published" || !joined.has(subject.id);
    const text = shortened(subject.name);
    if (named) want(mark.id, text, kind, { x, y }, markRadius, base + (emphasised.has(mark.id) ? 10 : 0));
    else
      requests.push({ id: mark.id, x, y, radius: markRadius, width: 1e9, height: lineHeight, priority: -1 });
  }
  const taken = [...obstacles, ...marks.map(({ x, y }) => boxAround(x, y, markRadius))];
  const along = (names: readonly LineName[]) =>
    names.flatMap(({ id, text, anchors }) => {
      wanted.set(id, { text, kind: "front" });
      const label = firstPlace(id, text, anchors, frame.inner, taken);
      if (label !== null) taken.push(label.box);
      return label === null ? [] : [label];
    });
  // What was selected was asked for: its name comes before those of models, which answer to hover as well.
  const isSelection = ({ series }: DrawnFront) => series === "selection";
  const selected = along(namesOfLines(fronts.filter(isSelection), [], frame));
  const beside = placeLabels(requests, frame.inner, [...obstacles, ...selected.map(({ box }) => box)]);
  taken.push(...beside.map(({ box }) => box));
  const others = along(
    namesOfLines(
      fronts.filter((front) => !isSelection(front)),
      isoLines,
      frame,
    ),
  );
  return [...beside, ...selected, ...others].flatMap((label) => {
    const found = wanted.get(label.id);
    return found === undefined ? [] : [{ ...label, ...found }];
  });
}

/** The name of a line, and the places along it where it may stand, best first. */
interface LineName {
  readonly id: string;
  readonly text: string;
  readonly anchors: readonly Corner[];
}

/** Lines that bear a name: a front at its end or over one of its level stretches, a line of constant size at a dot. */
function namesOfLines(
  fronts: readonly DrawnFront[],
  isoLines: readonly DrawnIsoLine[],
  frame: PlotFrame,
): readonly LineName[] {
  const inward = metricOf(frame.x.metric).sense === "min" ? -6 : 6;
  return [
    ...fronts
      .filter(
        ({ series, members, basis }) =>
          series === "selection" || (members.length > 1 && basis !== "predicted"),
      )
      .map(({ id, label, end, corners }) => ({
        id: `front ${id}`,
        text: label,
        anchors: [{ x: end.x + inward, y: end.y }, ...levelPlaces(corners, frame.inner)],
      })),
    ...isoLines.map(({ id, label, dots }) => ({ id, text: label, anchors: dots.toReversed() })),
  ];
}

/** Shares of a level stretch at which a name may stand, best first. */
const namePlaces = [0.5, 0.3, 0.7, 0.15, 0.85];

/** Places along the level stretches of a step line, as far as they are in view, from its end to its start. */
function levelPlaces(corners: readonly Corner[], inner: Box): readonly Corner[] {
  const clamped = (x: number) => Math.min(inner.x + inner.width, Math.max(inner.x, x));
  return corners
    .slice(1)
    .flatMap((to, at) => {
      const from = corners[at] ?? to;
      const [start, end] = [clamped(from.x), clamped(to.x)];
      return from.y === to.y
        ? [namePlaces.map((share) => ({ x: start + share * (end - start), y: to.y }))]
        : [];
    })
    .toReversed()
    .flat();
}

function firstPlace(
  id: string,
  text: string,
  anchors: readonly Corner[],
  inner: Box,
  taken: readonly Box[],
): PlacedLabel | null {
  for (const at of anchors) {
    const request = {
      id,
      ...at,
      radius: 1,
      width: textWidth(text, labelSize),
      height: lineHeight,
      priority: 0,
    };
    const [label] = placeLabels([request], inner, taken);
    if (label !== undefined && !label.led) return label;
  }
  return null;
}

function boxAround(x: number, y: number, radius: number): Box {
  return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
}

/** The stretches of a step line as thin boxes. */
function stretches(corners: readonly Corner[]): Box[] {
  return corners.slice(1).map((to, at) => {
    const from = corners[at] ?? to;
    return {
      x: Math.min(from.x, to.x) - 1,
      y: Math.min(from.y, to.y) - 1,
      width: Math.abs(from.x - to.x) + 2,
      height: Math.abs(from.y - to.y) + 2,
    };
  });
}

/** Names may be 200 characters long; on the plot they end where a label would hide the data. */
function shortened(name: string): string {
  const characters = [...name];
  return characters.length <= 28 ? name : `${characters.slice(0, 27).join("")}…`;
}

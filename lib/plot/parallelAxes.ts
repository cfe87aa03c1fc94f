import type { Unit } from "../base/estimate";
import { type AxisScale, axisScale, axisTicks, domainOf, type ScaleKind } from "./axisScale";
import { type AxisText, axisText } from "./tickText";

/** One of the parallel axes: values upwards, the better end on top. */
export interface ParallelAxis {
  readonly id: string;
  readonly x: number;
  readonly scale: AxisScale;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  readonly unit: string;
}

/** What an axis needs to know to be laid out. */
export interface ParallelInput {
  readonly id: string;
  readonly unit: Unit;
  readonly kind: ScaleKind;
  /** The end that stands on top. */
  readonly top: "low" | "high";
  readonly values: Iterable<number>;
}

const margin = { left: 64, right: 64, top: 44, bottom: 32 };
/** Pixels between two axes that their names need. */
const axisRoom = 104;

/** Axes that fit a width with their names beside each other; two at least. */
export function axesThatFit(width: number): number {
  return Math.max(2, Math.floor((width - margin.left - margin.right) / axisRoom) + 1);
}

/** Lays axes side by side at equal distances. */
export function parallelAxes(
  inputs: readonly ParallelInput[],
  width: number,
  height: number,
): readonly ParallelAxis[] {
  const step = inputs.length > 1 ? (width - margin.left - margin.right) / (inputs.length - 1) : 0;
  return inputs.map(({ id, unit, kind, top, values }, at) => {
    const ends = [height - margin.bottom, margin.top] as const;
    const scale = axisScale(kind, domainOf(values, kind, 0.03), top === "high" ? ends : [ends[1], ends[0]]);
    const ticks = axisTicks(scale, 5);
    const text: AxisText = axisText(ticks, unit);
    return {
      id,
      x: margin.left + at * step,
      scale,
      ticks: ticks.map((tick, index) => ({ at: tick.at, label: text.labels[index] ?? "" })),
      unit: text.unit,
    };
  });
}

/** The corners of a line from left to right; null breaks it. */
export type BrokenLine = readonly ({ readonly x: number; readonly y: number } | null)[];

/** The corners of a row's line; null where it has no value, which breaks the line. */
export function parallelCorners(
  axes: readonly ParallelAxis[],
  value: (id: string) => number | null,
): BrokenLine {
  return axes.map((axis) => {
    const found = value(axis.id);
    const y = found === null ? Number.NaN : axis.scale.at(found);
    return Number.isFinite(y) ? { x: axis.x, y } : null;
  });
}

/** Path data of a line with breaks. */
export function brokenPath(corners: BrokenLine): string {
  let path = "";
  let drawing = false;
  for (const corner of corners) {
    if (corner === null) drawing = false;
    else {
      path += `${drawing ? "L" : "M"}${Math.round(corner.x * 10) / 10},${Math.round(corner.y * 10) / 10}`;
      drawing = true;
    }
  }
  return path;
}

/** Moves one id to the place of another. */
export function reorder(ids: readonly string[], moved: string, target: string): readonly string[] {
  const place = ids.indexOf(target);
  const others = ids.filter((id) => id !== moved);
  return place < 0 ? ids : [...others.slice(0, place), moved, ...others.slice(place)];
}

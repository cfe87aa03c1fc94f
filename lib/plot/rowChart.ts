import { axisScale } from "./axisScale";

/** A bar on a row of its own. */
export interface Row {
  readonly id: string;
  readonly label: string;
  readonly value: number;
}

/** A row in pixels: the name stands left of the bar, the figure behind its end. */
export interface LaidRow extends Row {
  readonly y: number;
  readonly width: number;
}

export const rowHeight = 20;
/** Room for names at the left and figures at the right. */
export const rowLabels = 168;
export const rowFigures = 92;

/** Lays rows below each other with bars from zero, the longest filling the width. */
export function rowChart(rows: readonly Row[], width: number): readonly LaidRow[] {
  const room = Math.max(20, width - rowLabels - rowFigures);
  const longest = Math.max(0, ...rows.map((row) => row.value).filter(Number.isFinite));
  const scale = axisScale("linear", [0, longest || 1], [0, room]);
  return rows.map((row, at) => ({
    ...row,
    y: at * rowHeight,
    width: Number.isFinite(row.value) ? Math.max(0, scale.at(row.value)) : 0,
  }));
}

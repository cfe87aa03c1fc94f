/** A corner in pixels. */
export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Pixels to a tenth: finer steps are invisible and make paths long. */
export function pixel(value: number): number {
  return Math.round(value * 10) / 10;
}

/** SVG path data of a line through corners; empty for fewer than two. */
export function linePath(corners: readonly Corner[]): string {
  if (corners.length < 2) return "";
  return corners.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${pixel(x)},${pixel(y)}`).join("");
}

/** The area between a line and a horizontal edge, closed. */
export function areaPath(corners: readonly Corner[], edge: number): string {
  const [first, last] = [corners[0], corners.at(-1)];
  if (first === undefined || last === undefined || corners.length < 2) return "";
  return `${linePath(corners)}L${pixel(last.x)},${pixel(edge)}L${pixel(first.x)},${pixel(edge)}Z`;
}

import { describe, expect, it } from "vitest";
import type { LayerRef } from "@/lib/design/operatorKinds";
import { alignPatterns } from "@/lib/pareto/compare/alignPatterns";
import { patternSheet } from "@/lib/pareto/compare/patternSheet";

const first: readonly LayerRef[] = ["deltanet", "ffn", "mamba2", "ffn", "attention", "ffn"];
const second: readonly LayerRef[] = ["attention", "ffn", "attention", "ffn"];

describe("aligned patterns on a sheet", () => {
  const columns = alignPatterns([first, second]);

  it("keeps every layer of every pattern in order and inside the sheet", () => {
    const { bands, width, height, cell } = patternSheet(columns, 300);
    const cells = bands.flatMap((band) => band.cells);
    for (const [row, pattern] of [first, second].entries())
      expect(cells.flatMap((at) => (at.row === row && at.layer !== null ? [at.layer] : []))).toEqual(pattern);
    for (const { x, y } of cells) {
      expect(x + cell.width).toBeLessThanOrEqual(width);
      expect(y + cell.height).toBeLessThanOrEqual(height);
    }
  });

  it("marks the columns in which all agree", () => {
    const cells = patternSheet(columns, 900).bands.flatMap((band) => band.cells);
    for (const { column, same } of cells) {
      const layers = columns[column - 1] ?? [];
      expect(same).toBe(layers[0] === layers[1]);
    }
    expect(cells.some(({ same }) => same)).toBe(true);
    expect(cells.some(({ same }) => !same)).toBe(true);
  });

  it("breaks long patterns into bands whose cells never overlap", () => {
    const long = alignPatterns([Array.from({ length: 95 }, () => first).flat(), first]);
    const { bands } = patternSheet(long, 640);
    expect(bands.length).toBeGreaterThan(1);
    const places = bands.flatMap((band) => band.cells.map(({ x, y }) => `${x} ${y}`));
    expect(new Set(places).size).toBe(2 * long.length);
    expect(bands[0]?.numbers.map(({ column }) => column).slice(0, 3)).toEqual([1, 10, 20]);
  });

  it("is empty for nothing, and holds one column where the sheet is narrower than the names", () => {
    expect(patternSheet([], 900)).toMatchObject({ bands: [], height: 0, operators: [] });
    expect(patternSheet(columns, 50).bands).toHaveLength(columns.length);
  });
});

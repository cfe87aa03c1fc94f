import { symbolOf } from "../../design/notation";
import type { LayerRef } from "../../design/operatorKinds";
import type { AlignedColumn } from "./alignPatterns";

/** A layer where it is drawn, in pixels from the sheet's corner; a null layer is a gap. */
export interface SheetCell {
  /** Place in the alignment, from 1. */
  readonly column: number;
  /** Place of the pattern among the compared. */
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly layer: LayerRef | null;
  /** All patterns have this layer here. */
  readonly same: boolean;
}

/** A run of columns across the sheet, all patterns below each other. */
export interface SheetBand {
  /** Top of its first row. */
  readonly y: number;
  /** The numbers that stand above it: of its first column and of every tenth. */
  readonly numbers: readonly { readonly column: number; readonly x: number }[];
  readonly cells: readonly SheetCell[];
}

/** Aligned patterns on a sheet of paper: bands below each other, as many columns to a band as its width holds. */
export interface PatternSheet {
  readonly width: number;
  readonly height: number;
  readonly cell: { readonly width: number; readonly height: number };
  readonly bands: readonly SheetBand[];
  /** The operators that occur, in order of first appearance. */
  readonly operators: readonly LayerRef[];
}

/** Pixels: room for the names left of the cells, of the numbers above a band, between rows and between bands. */
const room = { names: 180, numbers: 16, row: 20, band: 12, gap: 1 };
const letterWidth = 6.8;

/** Lays aligned patterns on a sheet of a width in pixels. */
export function patternSheet(columns: readonly AlignedColumn[], width: number): PatternSheet {
  const operators = [
    ...new Set(columns.flatMap((layers) => layers.filter((layer): layer is LayerRef => layer !== null))),
  ];
  const letters = Math.max(1, ...operators.map((layer) => symbolOf(layer).length));
  const cell = { width: Math.max(16, Math.ceil(letters * letterWidth + 6)), height: 16 };
  const perBand = Math.max(1, Math.floor((width - room.names) / (cell.width + room.gap)));
  const rows = columns[0]?.length ?? 0;
  const bandHeight = room.numbers + rows * room.row + room.band;
  const bands = Array.from({ length: Math.ceil(columns.length / perBand) }, (_, band): SheetBand => {
    const first = band * perBand;
    const y = band * bandHeight + room.numbers;
    const xOf = (column: number) => room.names + (column - first) * (cell.width + room.gap);
    const shown = columns.slice(first, first + perBand);
    return {
      y,
      numbers: shown.flatMap((_, at) =>
        at === 0 || (first + at + 1) % 10 === 0 ? [{ column: first + at + 1, x: xOf(first + at) }] : [],
      ),
      cells: shown.flatMap((layers, at) =>
        layers.map((layer, row) => ({
          column: first + at + 1,
          row,
          x: xOf(first + at),
          y: y + row * room.row,
          layer,
          same: layers.every((other) => other === layers[0]),
        })),
      ),
    };
  });
  return { width, height: bands.length * bandHeight, cell, bands, operators };
}

/** The figures behind a chart or a view: a header and rows of plain values. */
export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

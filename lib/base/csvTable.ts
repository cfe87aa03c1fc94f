import { csvParseRows } from "d3-dsv";

/** A CSV file with a header line: its columns, and each row by column name. Names and cells carry no blanks around them. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** The line each row begins at, as editors count: the header is line 1, and a cell may span several. */
  readonly lines: readonly number[];
}

/**
 * Reads a CSV file; a byte order mark and blank lines at the end are dropped, names and cells trimmed, and cells missing at the end
 * of a row left out. Rows become objects here rather than in d3-dsv, whose object parser generates code, which the page's security
 * policy forbids.
 */
export function readCsvTable(text: string): CsvTable {
  const [header = [], ...body] = csvParseRows(text.replace(/^\uFEFF/, "").trimEnd());
  const columns = header.map((name) => name.trim());
  let line = 1 + linesOf(header);
  const lines: number[] = [];
  const rows = body.map((cells) => {
    lines.push(line);
    line += linesOf(cells);
    const row: Record<string, string> = {};
    for (const [place, column] of columns.entries()) {
      const cell = cells[place];
      if (cell !== undefined) row[column] = cell.trim();
    }
    return row;
  });
  return { columns, rows, lines };
}

/** How many lines of the file a row takes. */
function linesOf(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 1);
}

import { csvParseRows } from "d3-dsv";

/** A CSV file with a header line: its columns, and each row by column name. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/**
 * Reads a CSV file; a byte order mark and blank lines at the end are dropped, and cells missing at the end of a row are left out. Rows become objects
 * here rather than in d3-dsv, whose object parser generates code, which the page's security policy forbids.
 */
export function readCsvTable(text: string): CsvTable {
  const [columns = [], ...lines] = csvParseRows(text.replace(/^\uFEFF/, "").trimEnd());
  const rows = lines.map((cells) => {
    const row: Record<string, string> = {};
    for (const [place, column] of columns.entries()) {
      const cell = cells[place];
      if (cell !== undefined) row[column] = cell;
    }
    return row;
  });
  return { columns, rows };
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readCsvTable } from "@/lib/base/csvTable";

const lib = fileURLToPath(new URL("../../../lib", import.meta.url));

describe("a CSV table", () => {
  it("gives rows by column, with quotes, commas and line breaks inside cells", () => {
    const table = readCsvTable('\uFEFFname,value\n"a, ""b""\nc",1\nd\n\n');
    expect(table.columns).toEqual(["name", "value"]);
    expect(table.rows).toEqual([{ name: 'a, "b"\nc', value: "1" }, { name: "d" }]);
  });

  it("drops blanks around names and cells, quoted or not", () => {
    const table = readCsvTable('"name", value,  unit\n a , 1," us "\n');
    expect(table.columns).toEqual(["name", "value", "unit"]);
    expect(table.rows).toEqual([{ name: "a", value: "1", unit: "us" }]);
  });

  it("counts lines as editors do, over cells that span several", () => {
    const table = readCsvTable('name,value\na,1\n"b\nb\r\nb",2\nc,3\n\nd,4\n');
    expect(table.rows.map(({ name }, place) => [name, table.lines[place]])).toEqual([
      ["a", 2],
      ["b\nb\r\nb", 3],
      ["c", 6],
      ["", 7],
      ["d", 8],
    ]);
  });

  it("has neither columns nor rows when the text is empty", () => {
    expect(readCsvTable("")).toEqual({ columns: [], rows: [], lines: [] });
  });

  it("is read nowhere in lib by the parser that generates code", () => {
    const files = readdirSync(lib, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".ts"),
    );
    const offenders = files.filter((name) =>
      /\b[ct]svParse\b|dsvFormat/.test(readFileSync(join(lib, name), "utf8")),
    );
    expect(offenders).toEqual([]);
  });
});

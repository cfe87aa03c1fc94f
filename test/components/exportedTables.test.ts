import { csvParse } from "d3-dsv";
import { describe, expect, it } from "vitest";
import { csvOf, jsonOf } from "@/components/ui/chart/exportFigure";
import packageFile from "@/package.json";
import { namesInTenLanguages } from "./namesInTenLanguages";

const names = [...namesInTenLanguages, 'a "quoted", comma', "two\nlines"];
const table = {
  columns: ["name", "latency (ms)"],
  rows: names.map((name, at) => [name, at === 0 ? null : 10 ** (at - 9)] as const),
};

describe("the table of a figure", () => {
  it("comes back from CSV as it was, names in every script and numbers of any size", () => {
    const back = csvParse(csvOf(table));
    expect(back.columns).toEqual(table.columns);
    expect(back.map((row) => row.name)).toEqual(names);
    for (const [at, row] of back.entries())
      expect(row["latency (ms)"]).toBe(at === 0 ? "" : String(table.rows[at]?.[1]));
  });

  it("bears in JSON the program's version, its title, its source and every row by name", () => {
    const json = jsonOf({ title: "Latency", source: "Predicted.", table });
    expect(json.program).toBe(`Paretoscope ${packageFile.version}`);
    expect(json).toMatchObject({ title: "Latency", source: "Predicted." });
    expect(JSON.parse(JSON.stringify(json.rows))).toEqual(
      table.rows.map(([name, value]) => ({ name, "latency (ms)": value })),
    );
  });
});

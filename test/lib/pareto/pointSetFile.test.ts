import { describe, expect, it } from "vitest";
import { problemText, type Result } from "@/lib/base/result";
import { type PointSet, setBases, setValue } from "@/lib/pareto/pointSet";
import { csvOfSet, documentOfSet, readPointSet } from "@/lib/pareto/pointSetFile";

const set: PointSet = {
  id: "search",
  name: "Search",
  basis: "predicted",
  size: 3,
  names: ["front 1", 'a, "b"', "candidate 7"],
  columns: {
    latencyMs: Float64Array.of(27.5, 1e-3, Number.NaN),
    loss: Float64Array.of(2.75, 3, 2.5),
  },
};

function read(fileName: string, text: string): PointSet {
  const result = readPointSet(fileName, text);
  if (!result.ok) throw new Error(result.problems.map(problemText).join("\n"));
  return result.value;
}

const told = (result: Result<PointSet>) => (result.ok ? "" : result.problems.map(problemText).join("\n"));

describe("a set of points saved to a file", () => {
  it("comes back from JSON with its name, what it rests on, and every figure", () => {
    for (const basis of setBases) {
      const back = read("kept.json", JSON.stringify(documentOfSet({ ...set, basis })));
      expect(back).toEqual({ ...set, basis, id: "file:kept.json" });
    }
  });

  it("comes back from CSV on the same footing, named after the file", () => {
    for (const basis of setBases) {
      const back = read("kept.csv", csvOfSet({ ...set, basis }));
      expect(back).toEqual({ ...set, basis, id: "file:kept.csv", name: "kept" });
    }
  });

  it("counts as measured where a file does not say, as a bare list or a table", () => {
    expect(read("mine.json", '[{"id":"a","latencyMs":1,"average":50}]').basis).toBe("measured");
    expect(read("mine.csv", "id,latencyMs,average\na,1,50\n").basis).toBe("measured");
  });

  it("counts as predicted where its figures are predicted estimates, as answers of the search are", () => {
    const figure = { value: 5, lo: 4, hi: 6, source: "calibrated" };
    const back = read(
      "answer.json",
      JSON.stringify({ front: [{ latencyMs: figure, params: { value: 9, source: "exact" } }] }),
    );
    expect([back.basis, setValue(back, "latencyMs", 0)]).toEqual(["predicted", 5]);
  });

  it("refuses an unknown or a mixed footing, naming the row", () => {
    expect(told(readPointSet("a.csv", "id,basis,latencyMs,loss\na,guessed,1,2\n"))).toMatch(
      /row 1, basis: must be predicted, measured, published, but is "guessed"/,
    );
    expect(told(readPointSet("a.csv", "id,basis,latencyMs,loss\na,predicted,1,2\nb,measured,1,2\n"))).toMatch(
      /row 2, basis: is measured, but row 1, basis is predicted/,
    );
  });

  it("is read back whole at 50,000 points, beyond what a design may have", () => {
    const size = 50_000;
    const column = Float64Array.from({ length: size }, (_, index) => Math.sqrt(index + 2));
    const large: PointSet = {
      ...set,
      size,
      names: Array.from({ length: size }, (_, index) => `candidate ${index}`),
      columns: {
        latencyMs: column,
        tokensPerSecond: column,
        memoryBytes: column,
        params: column,
        loss: column,
        cr6: column,
      },
    };
    const text = JSON.stringify(documentOfSet(large), null, 1);
    expect(text.length).toBeGreaterThan(8 * 1024 * 1024);
    expect(read("large.json", text)).toEqual({ ...large, id: "file:large.json" });
  });
});

describe("a table somebody wrote", () => {
  it("is refused where a column has no number, with row, column, cell and the unit to write", () => {
    expect(told(readPointSet("a.csv", "id,latencyMs,average\na,,50\nb,27 ms,51\n"))).toBe(
      'row 2, column latencyMs: has no number that can be read, but "27 ms". Write plain numbers in ms, without the unit.',
    );
  });

  it("keeps the points of a column with gaps, and passes over a column that is empty throughout", () => {
    const back = read("a.csv", "id,latencyMs,average,mmlu\na,27,50,\nb,n/a,51,\n");
    expect(Object.keys(back.columns)).toEqual(["latencyMs", "average"]);
    expect([setValue(back, "latencyMs", 0), setValue(back, "latencyMs", 1)]).toEqual([27, null]);
  });
});

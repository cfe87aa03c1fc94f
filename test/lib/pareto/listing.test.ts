import { describe, expect, it } from "vitest";
import { arrangeRows, listRows } from "@/lib/pareto/listing";
import type { PointSet } from "@/lib/pareto/pointSet";
import { reorder } from "@/lib/plot/parallelAxes";

const set: PointSet = {
  id: "set",
  name: "Ablations",
  basis: "measured",
  size: 4,
  names: ["Gated net", "gated attention", "plain", "unknown"],
  columns: { latencyMs: Float64Array.of(3, 1, 2, Number.NaN), cr6: Float64Array.of(1, 2, 3, 4) },
};
const rows = listRows([], [set], {});
const names = (query: string, by: "name" | "latencyMs", descending: boolean) =>
  arrangeRows(rows, query, { by, descending }).map(({ name }) => name);

describe("the table of points", () => {
  it("sorts either way, and leaves rows without the value last both times", () => {
    expect(names("", "latencyMs", false)).toEqual(["gated attention", "plain", "Gated net", "unknown"]);
    expect(names("", "latencyMs", true)).toEqual(["Gated net", "plain", "gated attention", "unknown"]);
  });

  it("sorts names as people do, and keeps the rows it was given as they were", () => {
    expect(names("", "name", false)).toEqual(["gated attention", "Gated net", "plain", "unknown"]);
    expect(rows.map(({ name }) => name)).toEqual(set.names);
  });

  it("finds rows that hold every word in name, group or basis", () => {
    expect(names("gated", "latencyMs", false)).toEqual(["gated attention", "Gated net"]);
    expect(names("NET ablations measured", "latencyMs", false)).toEqual(["Gated net"]);
    expect(names("gated predicted", "latencyMs", false)).toEqual([]);
  });
});

describe("the order of parallel axes", () => {
  it("takes an axis to the place of another, without losing one", () => {
    expect(reorder(["a", "b", "c", "d"], "a", "c")).toEqual(["b", "c", "a", "d"]);
    expect(reorder(["a", "b", "c", "d"], "d", "b")).toEqual(["a", "d", "b", "c"]);
    expect(reorder(["a", "b"], "a", "gone")).toEqual(["a", "b"]);
  });
});

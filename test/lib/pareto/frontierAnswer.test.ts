import { describe, expect, it } from "vitest";
import { frontierAnswer } from "@/lib/pareto/frontierAnswer";
import { pointRows, pointRowsOfCsv } from "@/lib/pareto/pointTable";

const senses = { x: "min", y: "max" } as const;

describe("the frontier of a file of points", () => {
  it("gives the front, the worst point as reference, and the area between", () => {
    const rows = [
      { id: "fast", ms: 1, score: 1 },
      { id: "good", ms: 3, score: 4 },
      { id: "worse", ms: 4, score: 0 },
    ];
    const answer = frontierAnswer(rows, "ms", "score", senses);
    expect(answer.ok && answer.value.front.map((point) => point.id)).toEqual(["fast", "good"]);
    expect(answer.ok && answer.value.reference).toEqual({ x: 4, y: 0 });
    expect(answer.ok && answer.value.hypervolume).toBe(2 * 1 + 1 * 4);
  });

  it("reports points without a finite coordinate instead of dropping them", () => {
    const rows = [
      { id: "a", x: 1, y: 2 },
      { id: "b", x: null, y: 1 },
      { id: "c", x: Infinity, y: 3 },
      { y: 9 },
    ];
    const answer = frontierAnswer(rows, "x", "y", senses);
    expect(answer.ok && answer.value.rejected).toEqual([
      { index: 1, id: "b", x: null, y: 1 },
      { index: 2, id: "c", x: null, y: 3 },
      { index: 3, id: "3", x: null, y: 9 },
    ]);
  });

  it("reads estimates and nested fields, as search answers have them", () => {
    const read = pointRows({ front: [{ latencyMs: { value: 5 }, quality: { cr6: { value: 50 } } }] });
    expect(read.ok).toBe(true);
    const answer = read.ok ? frontierAnswer(read.value, "latencyMs", "quality.cr6", senses) : read;
    expect(answer.ok && answer.value.front).toEqual([{ index: 0, id: "0", x: 5, y: 50 }]);
  });

  it("names a field that no point has, and the fields there are", () => {
    const answer = frontierAnswer([{ id: "a", ms: 1 }], "latency", "ms", senses);
    expect(!answer.ok && answer.problems[0]).toMatchObject({
      field: "latency",
      mend: "The first point has id, ms.",
    });
  });

  it("reads CSV, quoted names and a byte order mark included", () => {
    const rows = pointRowsOfCsv('\uFEFFname,ms,score\n"a, b",1.5,2\n');
    const answer = rows.ok ? frontierAnswer(rows.value, "ms", "score", senses) : rows;
    expect(answer.ok && answer.value.front).toEqual([{ index: 0, id: "a, b", x: 1.5, y: 2 }]);
  });

  it("answers an empty set with an empty front", () => {
    const answer = frontierAnswer([], "x", "y", senses);
    expect(answer.ok && answer.value).toMatchObject({ front: [], hypervolume: null, reference: null });
  });
});

import { describe, expect, it } from "vitest";
import type { RunEvent } from "@/lib/measure/run/runEvents";
import { findingsAfter, noFindings } from "@/lib/measure/run/runFindings";
import { visitsOf } from "@/lib/measure/run/runPlan";
import { samplesOf, smallPlan } from "../fakeMeasurement";

const timed = smallPlan.cases[1];
if (timed === undefined) throw new Error("no case");
const samples = (values: readonly number[]): RunEvent => ({
  kind: "samples",
  samples: { ...samplesOf(timed, 1000), samplesMs: values, reruns: 2, createMs: values[0] ?? 0 },
});

describe("the findings of a run", () => {
  it("join the samples of two visits, and judge their spread together", () => {
    const { samples: found } = [samples([1, 1, 1]), samples([3, 3, 3])].reduce(findingsAfter, noFindings);
    expect(found).toMatchObject([{ samplesMs: [1, 1, 1, 3, 3, 3], reruns: 4, createMs: 1, noisy: true }]);
  });

  it("do not count a case as left out that an earlier visit timed", () => {
    const skipped: RunEvent = { kind: "skipped", id: timed.id, name: timed.name, reason: "out of memory" };
    expect([samples([1]), skipped].reduce(findingsAfter, noFindings).skipped).toEqual([]);
    expect([skipped, skipped].reduce(findingsAfter, noFindings).skipped.length).toBe(1);
  });
});

describe("visits", () => {
  const groups = ["a", "b", "c"].map((name) => ({ name, cases: [], bytes: 0 }));

  it("go there and back with the same share of rounds each way", () => {
    expect(
      visitsOf(groups).map(({ group, share }) => [(group as unknown as { name: string }).name, share]),
    ).toEqual([
      ["a", 0.5],
      ["b", 0.5],
      ["c", 1],
      ["b", 0.5],
      ["a", 0.5],
    ]);
  });

  it("are one for a single group, and none for none", () => {
    expect(visitsOf(groups.slice(0, 1)).map(({ share }) => share)).toEqual([1]);
    expect(visitsOf([])).toEqual([]);
  });
});

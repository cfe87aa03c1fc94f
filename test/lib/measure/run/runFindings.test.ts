import { describe, expect, it } from "vitest";
import type { RunEvent } from "@/lib/measure/run/runEvents";
import { findingsAfter, noFindings } from "@/lib/measure/run/runFindings";
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

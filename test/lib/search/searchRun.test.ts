import { describe, expect, it } from "vitest";
import { findPreset } from "@/lib/design/presets";
import { candidateDesign } from "@/lib/search/candidateDesign";
import { estimateCandidate, estimateDesign } from "@/lib/search/candidateEstimates";
import { mostDifferent } from "@/lib/search/diversity";
import { explain } from "@/lib/search/explain";
import { figureAt } from "@/lib/search/goal";
import { lineage } from "@/lib/search/lineage";
import { dominatesScores, nonDominatedSort } from "@/lib/search/nonDominatedSort";
import { relaxations } from "@/lib/search/relaxations";
import { bestRecord, frontDesigns } from "@/lib/search/results";
import { prepareSearch, type SearchRequest } from "@/lib/search/searchRequest";
import { runSearch } from "@/lib/search/searchRun";
import { shortlist } from "@/lib/search/shortlist";
import { enumerableSpace, paperRequest, prepared, shippedProfile, workloadNamed } from "./searchFixtures";

const profile = shippedProfile("a100_sxm");
const narrow: SearchRequest = {
  ...paperRequest,
  space: { ...enumerableSpace, hiddenSizes: [2048], stages: enumerableSpace.stages.slice(0, 1) },
  goal: { objectives: ["latencyMs", "loss"], limits: {}, robust: false },
};

function problemsOf(request: SearchRequest) {
  const result = prepareSearch(request, profile);
  return result.ok ? relaxations(result.value, runSearch(result.value).archive) : result.problems;
}

describe("a search", () => {
  it("enumerates a space and keeps exactly its non-dominated designs", () => {
    const { archive } = runSearch(prepared({ ...narrow, algorithm: "exhaustive", budget: 100_000 }, profile));
    const { ids, values } = archive.sample([figureAt.latencyMs, figureAt.loss], 1e9);
    expect(ids.length).toBe(archive.evaluated);
    const points = Array.from(ids, (id, at) => ({ id, scores: [values[0]![at]!, values[1]![at]!] }));
    const front = points.filter(
      (point) => !points.some((other) => dominatesScores(other.scores, point.scores)),
    );
    const scoresOf = (list: readonly number[][]) => new Set(list.map((scores) => scores.join()));
    const kept = archive.front.ids.map((id) => {
      const { figures } = archive.record(id);
      return [figures[figureAt.latencyMs]!, figures[figureAt.loss]!];
    });
    expect(scoresOf(kept)).toEqual(scoresOf(front.map(({ scores }) => scores)));
  });

  it("never evaluates a design twice, and stops when a small space is used up", () => {
    const { archive } = runSearch(prepared({ ...narrow, algorithm: "random", budget: 100_000 }, profile));
    const whole = runSearch(prepared({ ...narrow, algorithm: "exhaustive", budget: 100_000 }, profile));
    expect(archive.evaluated).toBe(whole.archive.evaluated);
    expect(new Set(archive.chunksOf(0).flatMap((chunk) => [...chunk.fingerprints])).size).toBe(
      archive.evaluated,
    );
  });

  it("takes the largest hidden size that meets the latency limit", () => {
    const ready = prepared({ ...paperRequest, budget: 300 }, profile);
    const { archive } = runSearch(ready);
    const limit = paperRequest.goal.limits.latencyMs!.max!;
    const sizes = paperRequest.space.hiddenSizes;
    for (const id of [...archive.front.ids].slice(0, 20)) {
      const { genome, figures } = archive.record(id);
      expect(figures[figureAt.latencyMs]).toBeLessThanOrEqual(limit);
      if (genome[0] === sizes.length - 1) continue;
      const wider = genome.slice();
      wider[0] = genome[0]! + 1;
      expect(estimateCandidate(ready, wider)!.latency.latencyMs.value).toBeGreaterThan(limit);
    }
  });

  it.each([
    ["three objectives", { objectives: ["latencyMs", "loss", "memoryBytes"], limits: {}, robust: false }],
    ["commonsense and throughput", { objectives: ["tokensPerSecond", "cr6"], limits: {}, robust: false }],
  ] as const)("keeps a front without dominated designs for %s", (_, goal) => {
    const { archive } = runSearch(prepared({ ...narrow, goal, algorithm: "nsga2", budget: 600 }, profile));
    const columns = goal.objectives.map((_objective, axis) => archive.front.column(axis));
    const members = archive.front.ids.map((_id, at) => columns.map((column) => column[at]!));
    expect(members.length).toBeGreaterThan(1);
    for (const a of members) for (const b of members) expect(dominatesScores(a, b)).toBe(false);
  });

  it("grows its hypervolume and never loses any", () => {
    const { archive } = runSearch(
      prepared({ ...paperRequest, algorithm: "nsga2", goal: narrow.goal, budget: 40_000 }, profile),
    );
    const volumes = archive.progress.map(({ hypervolume }) => hypervolume);
    expect(volumes).toEqual(volumes.toSorted((a, b) => a - b));
    expect(volumes.at(-1)).toBeGreaterThan(0);
  });

  it("knows the line of every candidate, and starts from seeds", () => {
    const seed = findPreset("searched-latency-837m")!.design;
    const { archive, prepared: ready } = runSearch(
      prepared({ ...paperRequest, seeds: [seed], budget: 2000 }, profile),
    );
    const first = archive.record(0);
    expect(first.change).toBe("seed");
    expect(candidateDesign(ready.setting.space, first.genome).stages).toEqual(seed.stages);
    const line = lineage(archive, archive.best);
    expect(line[0]?.id).toBe(archive.best);
    expect(line.at(-1)?.parent).toBe(-1);
    for (const record of line.slice(0, -1)) expect(["sampled", "seed"]).not.toContain(record.change);
    const tried = archive.changes.reduce((sum, change) => sum + change.tried, 0);
    expect(tried).toBe(archive.evaluated);
    for (const { tried: times, paid } of archive.changes) expect(paid).toBeLessThanOrEqual(times);
  });

  it("shortlists the best and designs unlike each other, and calls ties ties", () => {
    const ready = prepared({ ...paperRequest, algorithm: "nsga2", goal: narrow.goal, budget: 4000 }, profile);
    const { archive } = runSearch(ready);
    const few = shortlist(ready, archive, 6);
    expect(few.length).toBe(6);
    expect(new Set(few).size).toBe(6);
    const spread = mostDifferent(ready.setting.space, archive, archive.front.ids, 3);
    expect(spread[0]).toBe(archive.front.ids[0]);
    const designs = frontDesigns(ready, archive);
    const best = designs.reduce((a, b) => (a.quality.loss.value < b.quality.loss.value ? a : b));
    expect(best.tiedWithBest).toBe(false);
    expect(designs.some(({ tiedWithBest }) => tiedWithBest)).toBe(true);
    expect(designs.some(({ id, tiedWithBest }) => id !== best.id && !tiedWithBest)).toBe(true);
  });

  it.each([
    ["the least memory", ["memoryBytes"], "memoryBytes", 1],
    ["the least time", ["latencyMs"], "latencyMs", 1],
    ["the first of two objectives without quality", ["params", "latencyMs"], "params", 1],
    ["the least loss, though time comes first", ["latencyMs", "loss"], "loss", 1],
    ["the highest commonsense", ["latencyMs", "cr6"], "cr6", -1],
  ] as const)("calls best what was asked for: %s", (_, objectives, metric, sign) => {
    const goal = { objectives, limits: {}, robust: false };
    const ready = prepared({ ...narrow, goal, algorithm: "exhaustive", budget: 100_000 }, profile);
    const { archive } = runSearch(ready);
    const { values } = archive.sample([figureAt[metric]], 1e9);
    const found = archive.record(bestRecord(ready, archive)).figures[figureAt[metric]]!;
    expect(sign * found).toBe(Math.min(...Array.from(values[0]!, (value) => sign * value)));
  });

  it.each([
    ["tokensPerSecond", "paper-32k"],
    ["cr6", "search-8k-a100"],
    ["loss", "search-8k-a100"],
    ["latencyMs", "search-8k-a100"],
  ] as const)("ranks %s robustly by the pessimistic end of its own interval", (metric, workload) => {
    const goal = { objectives: [metric], limits: {}, robust: true } as const;
    const asked = { ...narrow, goal, workload: workloadNamed(workload), budget: 100_000 };
    const ready = prepared({ ...asked, algorithm: "exhaustive" }, profile);
    const { archive } = runSearch(ready);
    const [lo, hi] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const pessimistic = (id: number) => {
      const found = estimateCandidate(ready, archive.record(id).genome);
      if (metric === "loss" || metric === "cr6")
        return (metric === "loss" ? found?.quality.loss.hi : -(found?.quality.cr6.lo ?? lo)) ?? hi;
      const figure = found?.latency[metric];
      return (metric === "latencyMs" ? figure?.hi : -(figure?.lo ?? lo)) ?? hi;
    };
    const ids = [...archive.sample([figureAt.params], 400).ids];
    const best = pessimistic(bestRecord(ready, archive));
    expect(ids.length).toBeGreaterThan(100);
    expect(Math.min(...ids.map(pessimistic))).toBeGreaterThanOrEqual(best - 1e-9 * Math.abs(best));
  });

  it.each(["cr6", "tokensPerSecond"] as const)(
    "holds a robust lower limit on %s by the lower end",
    (metric) => {
      const open = prepared({ ...narrow, algorithm: "exhaustive", budget: 100_000 }, profile);
      const { archive: all } = runSearch(open);
      const column = Array.from(all.sample([figureAt[metric]], 1e9).values[0]!).sort((a, b) => a - b);
      const min = column[Math.floor(column.length / 2)]!;
      const goal = { ...narrow.goal, limits: { [metric]: { min } }, robust: true };
      const ready = prepared({ ...narrow, goal, algorithm: "exhaustive", budget: 100_000 }, profile);
      const { archive } = runSearch(ready);
      const lower = archive.front.ids.map((id) => {
        const { quality, latency } = estimateCandidate(ready, archive.record(id).genome)!;
        return metric === "cr6" ? quality.cr6.lo! : latency.tokensPerSecond.lo!;
      });
      expect(archive.feasible).toBeLessThan(column.filter((value) => value >= min).length);
      for (const lo of lower) expect(lo).toBeGreaterThanOrEqual(min * (1 - 1e-9));
    },
  );

  it("explains a difference by terms that add up to it", () => {
    const ready = prepared(paperRequest, profile);
    const a = estimateDesign(ready, findPreset("nemotron-flash-1b")!.design)!;
    const b = estimateDesign(ready, findPreset("qwen3-0.6b")!.design)!;
    const { latencyMs, loss, lossReasons, timeReasons } = explain(ready, a, b);
    const sum = (reasons: typeof lossReasons) =>
      reasons.reduce((total, { difference }) => total + difference, 0);
    expect(sum(timeReasons)).toBeCloseTo(latencyMs, 6);
    expect(sum(lossReasons)).toBeCloseTo(loss.mean, 9);
  });
});

describe("what cannot be searched", () => {
  it.each([
    [
      "a limit nothing meets",
      { goal: { ...paperRequest.goal, limits: { latencyMs: { max: 1 } } } },
      "none of",
      "Relax it to",
    ],
    [
      "limits that contradict each other",
      { goal: { ...paperRequest.goal, limits: { params: { min: 2e9, max: 1e9 } } } },
      "contradicts itself",
      "Raise",
    ],
    ["a stack the device lacks", { stackId: "nonsense" }, "has no stack", "It has"],
    ["a budget of nothing", { budget: 0 }, "whole number", ""],
    ["too large an enumeration", { algorithm: "exhaustive" }, "would have to enumerate", "Narrow"],
    [
      "a space without depth",
      { space: { ...paperRequest.space, layers: { min: 400, max: 500 } } },
      "hold",
      "Lower",
    ],
  ] as const)("says why and what to relax: %s", (_, change, message, mend) => {
    const problems = problemsOf({ ...paperRequest, budget: 500, ...change } as SearchRequest);
    const text = problems.map((problem) => `${problem.message} ${problem.mend ?? ""}`).join(" ");
    expect(text).toContain(message);
    expect(text).toContain(mend);
  });

  it("says which limits do not go together and names the nearest design", () => {
    const problems = problemsOf({
      ...paperRequest,
      budget: 2000,
      goal: {
        objectives: ["loss"],
        limits: { latencyMs: { max: 3000 }, params: { min: 2e9 } },
        robust: false,
      },
    });
    expect(problems.map(({ field }) => field)).toContain("limits.latencyMs");
    expect(problems.at(-1)).toMatchObject({ field: "nearest" });
  });

  it("names the metric and the end of the interval that a robust limit reads, and no limit that all designs met", () => {
    const limits = { latencyMs: { max: 1 }, cr6: { min: 99 }, params: { max: 1e12 } };
    const problems = problemsOf({
      ...paperRequest,
      budget: 500,
      goal: { objectives: ["loss"], limits, robust: true },
    });
    expect(problems.map(({ field }) => field)).toEqual(["limits.latencyMs", "limits.cr6", "nearest"]);
    expect(problems[0]?.message).toMatch(/^at most 1 ms at the upper end of the 90 % interval: none of/);
    expect(problems[1]?.message).toMatch(/^at least 99 % at the lower end of the 90 % interval: none of/);
  });

  it("survives a device too small for any design", () => {
    const tiny = { ...profile, sheet: { ...profile.sheet, memoryBytes: 1e8 }, reserveBytes: 0 };
    const ready = prepared({ ...paperRequest, budget: 300, workload: workloadNamed("paper-32k") }, tiny);
    const problems = relaxations(ready, runSearch(ready).archive);
    expect(problems.length).toBeGreaterThan(0);
  });
});

describe("sorting by constraint domination", () => {
  it("puts feasible designs first and ranks the rest by how much they break", () => {
    const one = (id: number, scores: number[], violation: number) => ({
      id,
      scores,
      violation,
      genome: new Uint16Array(),
    });
    const fronts = nonDominatedSort([
      one(0, [3, 3], 0),
      one(1, [1, 2], 0),
      one(2, [2, 1], 0),
      one(3, [0, 0], 0.5),
      one(4, [0, 0], 0.1),
    ]);
    expect(fronts.map((front) => front.map(({ id }) => id))).toEqual([[1, 2], [0], [4], [3]]);
  });
});

import { seededRandom } from "@/lib/base/random";
import { findPreset } from "@/lib/design/presets";
import { hypervolume2 } from "@/lib/pareto/hypervolume";
import { algorithms } from "@/lib/search/algorithms";
import type { Archive } from "@/lib/search/archive";
import { estimateDesign } from "@/lib/search/candidateEstimates";
import { figureAt } from "@/lib/search/goal";
import type { SearchRequest } from "@/lib/search/searchRequest";
import { runSearch } from "@/lib/search/searchRun";
import { paperSpace } from "@/lib/search/spaces";
import { enumerableSpace, paperRequest, prepared, shippedProfile } from "../lib/search/searchFixtures";

/**
 * How fast and how well the search searches: candidates a second on one core, share of the true hypervolume and rank
 * among all designs of an enumerated space, and the published winner's loss within its own latency.
 */
const seeds = Number(process.env.SEARCH_SEEDS ?? 20);
const profile = shippedProfile("a100_sxm");
const stackId = profile.stacks.some(({ id }) => id === "paper") ? "paper" : profile.defaultStack;
const base: SearchRequest = { ...paperRequest, stackId };
const twoObjectives = { objectives: ["latencyMs", "loss"] as const, limits: {}, robust: false };

const say = (text: string) => process.stdout.write(`  ${text}\n`);
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const fixed = (value: number, digits = 2) => value.toFixed(digits);
const whole = (value: number) => Math.round(value).toLocaleString("en-US");

function rate(): void {
  for (const algorithm of ["aging", "nsga2", "random"] as const) {
    const goal = algorithm === "aging" ? base.goal : twoObjectives;
    const ready = prepared({ ...base, algorithm, goal, budget: 500_000 }, profile);
    const oneIsland = { ...ready, plan: { ...ready.plan, islands: 1, shares: [500_000] } };
    const cpu = process.cpuUsage();
    const started = performance.now();
    const { archive } = runSearch(oneIsland);
    const wallMs = performance.now() - started;
    const { user, system } = process.cpuUsage(cpu);
    const perSecond = (1000 * archive.distinct) / wallMs;
    say(
      `${algorithms[algorithm].label.padEnd(18)} ${whole(archive.distinct)} different designs, ${whole(perSecond)} a second by the clock, ${whole((1e6 * archive.distinct) / (user + system))} a second of CPU; ${fixed(perSecond / 200_000)} of 200,000`,
    );
  }
}

/** Loss and latency of every feasible record. */
function columns(archive: Archive): { latency: Float64Array; loss: Float64Array } {
  const { values } = archive.sample([figureAt.latencyMs, figureAt.loss], Number.POSITIVE_INFINITY);
  return { latency: values[0]!, loss: values[1]! };
}

function enumerated(): void {
  const whole_ = prepared(
    { ...base, space: enumerableSpace, algorithm: "exhaustive", goal: twoObjectives, budget: 5_000_000 },
    profile,
  );
  const all = runSearch(whole_).archive;
  const { latency, loss } = columns(all);
  say(`${whole(all.distinct)} designs enumerated, ${whole(all.front.size)} on the true front`);
  const ids = all.front.ids.map((id) => all.record(id).figures);
  const reference = {
    x: Math.max(...ids.map((figures) => figures[figureAt.latencyMs]!)),
    y: Math.max(...ids.map((figures) => figures[figureAt.loss]!)),
  };
  const senses = { x: "min", y: "min" } as const;
  const truth = hypervolume2(latency, loss, reference, senses);
  const share = (algorithm: "nsga2" | "random", part: number) =>
    median(
      Array.from({ length: seeds }, (_, seed) => {
        const budget = Math.floor(all.distinct * part);
        const ready = prepared(
          { ...base, space: enumerableSpace, algorithm, goal: twoObjectives, budget, seed: seed + 1 },
          profile,
        );
        const found = columns(runSearch(ready).archive);
        return hypervolume2(found.latency, found.loss, reference, senses) / truth;
      }),
    );
  for (const part of [0.02, 0.05])
    say(
      `hypervolume at ${100 * part} % of the evaluations, median of ${seeds} seeds: NSGA-II ${fixed(100 * share("nsga2", part))} %, random ${fixed(100 * share("random", part))} %${part === 0.05 ? " (at least 97 %, aim 99 %)" : ""}`,
    );
  rank(latency, loss, all.distinct);
}

/** The rank of a search's best among all feasible designs, 1 for the best; ties share the better rank. */
function rank(latency: Float64Array, loss: Float64Array, distinct: number): void {
  const limit = median(Array.from(latency));
  const feasible = loss.filter((_, at) => latency[at]! <= limit).sort();
  const rankOf = (algorithm: "aging" | "random") =>
    median(
      Array.from({ length: seeds }, (_, seed) => {
        const ready = prepared(
          {
            ...base,
            space: enumerableSpace,
            algorithm,
            goal: { objectives: ["loss"], limits: { latencyMs: { max: limit } }, robust: false },
            budget: Math.floor(distinct / 100),
            seed: seed + 1,
          },
          profile,
        );
        const { archive } = runSearch(ready);
        const best = archive.record(archive.best).figures[figureAt.loss]!;
        return 1 + feasible.findIndex((value) => value >= best);
      }),
    );
  say(
    `rank of the best at 1 % of the evaluations among ${whole(feasible.length)} feasible, median of ${seeds} seeds: aging evolution ${rankOf("aging")} (at most 20), random ${rankOf("random")}`,
  );
}

function winner(): void {
  const preset = findPreset("searched-latency-837m")!;
  const probe = prepared(base, profile);
  const published = estimateDesign(probe, preset.design)!;
  const limit = published.latency.latencyMs.value;
  const target = published.quality.loss.value;
  const random = seededRandom(1);
  const times = Array.from({ length: 5 }, (_, seed) => {
    const ready = prepared(
      {
        ...base,
        space: paperSpace,
        algorithm: "aging",
        goal: { objectives: ["loss"], limits: { latencyMs: { max: limit } }, robust: false },
        budget: 500_000,
        seed: Math.floor(random() * 1e6) + seed,
      },
      profile,
    );
    const started = performance.now();
    let reached = Number.POSITIVE_INFINITY;
    runSearch(ready, ({ archive }) => {
      const best = archive.record(archive.best);
      const matches = best.violation === 0 && best.figures[figureAt.loss]! <= target;
      if (matches && reached === Number.POSITIVE_INFINITY) reached = (performance.now() - started) / 1000;
    });
    return reached;
  });
  say(
    `the published winner's predicted loss ${fixed(target, 4)} within its own ${fixed(limit / 1000)} s (stack ${stackId}), from random starts: median ${fixed(median(times))} s of 5 seeds (at most 10 s)`,
  );
}

rate();
enumerated();
winner();

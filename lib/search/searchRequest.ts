import { fail, ok, type Problem, type Result } from "../base/result";
import type { Workload } from "../cost/workload";
import type { Design } from "../design/design";
import type { DeviceProfile } from "../latency/deviceProfile";
import { predictLatency } from "../latency/predictLatency";
import type { QualityOptions } from "../quality/qualityOptions";
import { readQuestion } from "../quality/qualityOptions";
import type { AlgorithmId } from "./algorithm";
import { algorithms } from "./algorithms";
import { candidateDesign } from "./candidateDesign";
import { compileSpace } from "./compileSpace";
import { embedDesign, embedPattern } from "./embedDesign";
import { TableEvaluator } from "./evaluator";
import { largestEnumeration } from "./exhaustiveSearch";
import type { Genome } from "./genome";
import { genomeAt } from "./genome";
import { compileGoal, type Goal } from "./goal";
import type { IslandSetting } from "./island";
import type { SearchConditions } from "./operatorRows";
import { mostIslands } from "./records";
import type { SearchSpace } from "./space";

/** Everything a search depends on but the device profile: equal requests give equal results. */
export interface SearchRequest {
  readonly space: SearchSpace;
  readonly goal: Goal;
  readonly algorithm: AlgorithmId;
  /** Distinct candidates evaluated at most, over all islands. */
  readonly budget: number;
  readonly seed: number;
  /** Designs to start from; those the space does not hold are left out. */
  readonly seeds: readonly Design[];
  readonly workload: Workload;
  readonly stackId: string;
  readonly quality: QualityOptions;
}

/** How the work is cut: islands with populations of their own, and epochs after which results are collected. */
export interface SearchPlan {
  readonly islands: number;
  /** Candidates each island evaluates in all. */
  readonly shares: readonly number[];
  /** Candidates an island evaluates in one epoch. */
  readonly epochSize: number;
  /** Epochs between two exchanges of the best. */
  readonly migrationEvery: number;
}

export interface PreparedSearch {
  readonly request: SearchRequest;
  readonly setting: IslandSetting;
  readonly conditions: SearchConditions;
  readonly plan: SearchPlan;
}

/** Largest budget: records of that many candidates take about 1 GB. */
export const largestBudget = 10_000_000;

/** Budget from which a second, third … island pays: smaller populations would not converge. */
const budgetPerIsland = 250_000;
/** Some 50 ms of work: long against a message between threads, short against a person's patience with a pause. */
const epochSize = 8192;
const migrationEvery = 2;

/**
 * Checks a request against a device and prepares it; the problems say what contradicts and what to relax. Without a memory
 * limit of its own a request is limited to what the device can hold; without a latency limit the width is searched freely.
 */
export function prepareSearch(asked: SearchRequest, profile: DeviceProfile): Result<PreparedSearch> {
  const request = completed(asked, profile);
  const stack = profile.stacks.find(({ id }) => id === request.stackId);
  const goal = compileGoal(request.goal);
  const space = compileSpace(request.space);
  const problems: Problem[] = [
    ...(goal.ok ? [] : goal.problems),
    ...(space.ok ? [] : space.problems),
    ...budgetProblems(request),
  ];
  if (stack === undefined)
    problems.push({
      field: "stack",
      message: `${profile.name} has no stack ${request.stackId}.`,
      mend: `It has ${profile.stacks.map(({ id }) => id).join(", ")}.`,
    });
  if (problems.length > 0 || !goal.ok || !space.ok || stack === undefined) return fail(...problems);
  const algorithm = algorithms[request.algorithm];
  if (algorithm.enumerates && space.value.size > largestEnumeration)
    return fail({
      field: "algorithm",
      message: `would have to enumerate ${space.value.size.toExponential(1)} genomes; at most ${largestEnumeration.toLocaleString("en-US")} are practical.`,
      mend: "Narrow the space, or choose aging evolution or NSGA-II.",
    });
  const first = candidateDesign(space.value, genomeAt(space.value, 0));
  const refusals = conditionProblems(request, profile, space.value.space.base, first);
  if (refusals.length > 0) return fail(...refusals);
  const conditions: SearchConditions = {
    workload: request.workload,
    profile,
    stack,
    quality: request.quality,
  };
  const plan = planOf(request, algorithm.enumerates);
  return ok({
    request,
    conditions,
    plan,
    setting: {
      space: space.value,
      goal: goal.value,
      evaluator: new TableEvaluator(space.value, conditions, goal.value),
      algorithm,
      seed: request.seed,
      expected: Math.min(plan.shares[0]!, space.value.size),
      seeds: request.seeds.flatMap((design) => seedGenome(space.value, design) ?? []),
    },
  });
}

function completed(request: SearchRequest, profile: DeviceProfile): SearchRequest {
  const { goal, space } = request;
  const available = profile.sheet.memoryBytes - profile.reserveBytes;
  const limits = goal.limits.memoryBytes ? goal.limits : { ...goal.limits, memoryBytes: { max: available } };
  const hiddenRule = goal.limits.latencyMs?.max === undefined ? "free" : space.hiddenRule;
  return { ...request, goal: { ...goal, limits }, space: { ...space, hiddenRule } };
}

/** The work's division; it depends on the request alone, never on the number of threads. */
export function planOf(request: SearchRequest, enumerates: boolean): SearchPlan {
  const wanted = Math.floor(request.budget / budgetPerIsland);
  const islands = enumerates ? 1 : Math.min(mostIslands, Math.max(1, wanted));
  const even = Math.floor(request.budget / islands);
  const rest = request.budget - even * islands;
  return {
    islands,
    shares: Array.from({ length: islands }, (_, island) => even + (island < rest ? 1 : 0)),
    epochSize,
    migrationEvery,
  };
}

/** A seed's genome: the design itself, else its pattern at the space's first width where the width is chosen anyway. */
function seedGenome(space: IslandSetting["space"], design: Design): Genome | null {
  const exact = embedDesign(space, design);
  if (exact !== null || space.space.hiddenRule === "free") return exact;
  return embedPattern(space, design);
}

function budgetProblems({ budget, seed }: SearchRequest): readonly Problem[] {
  const problems: Problem[] = [];
  if (!Number.isInteger(budget) || budget < 1 || budget > largestBudget)
    problems.push({
      field: "budget",
      message: `must be a whole number from 1 to ${largestBudget.toLocaleString("en-US")}, but is ${budget}.`,
    });
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff)
    problems.push({ field: "seed", message: `must be a whole number from 0 to 2^32 - 1, but is ${seed}.` });
  return problems;
}

/** What the device or the quality model says to the question itself; what single designs break is no reason to stop. */
function conditionProblems(
  { workload, stackId, quality }: SearchRequest,
  profile: DeviceProfile,
  base: Design,
  first: Design,
): readonly Problem[] {
  const problems: Problem[] = [];
  const latency = predictLatency(first, workload, profile, stackId);
  if (!latency.ok) problems.push(...latency.problems.filter(({ field }) => field !== "batch"));
  const question = readQuestion(base, quality);
  if (!question.ok) problems.push(...question.problems.filter(({ field }) => field !== "stages"));
  return problems;
}

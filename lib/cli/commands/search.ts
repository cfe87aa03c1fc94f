import { fail, ok, type Result } from "../../base/result";
import type { DeviceProfile } from "../../latency/deviceProfile";
import { defaultStackFor } from "../../latency/predictLatency";
import { type AlgorithmId, algorithmIds } from "../../search/algorithm";
import { type Goal, type SearchMetric, searchMetrics } from "../../search/goal";
import { namedSpaces, parseSpace } from "../../search/parseSpace";
import { relaxations } from "../../search/relaxations";
import { searchAnswer } from "../../search/searchAnswer";
import { prepareSearch, type SearchRequest } from "../../search/searchRequest";
import { runSearch } from "../../search/searchRun";
import type { SearchSpace } from "../../search/space";
import { spaceAround } from "../../search/spaces";
import { type Arguments, type Command, done, failed, textOption, usageError } from "../command";
import { readDesignArgument } from "../designArgument";
import { readJsonFile } from "../jsonFile";
import { loadProfile } from "../loadProfile";
import { readWorkloadArgument } from "../workloadArgument";

const defaultBudget = 200_000;
const progressEveryMs = 1000;

const text = { type: "string" } as const;

/** Searches a space for the best designs under a device, a workload and limits. */
export const searchCommand: Command = {
  usage:
    "--space FILE|paper|all|around:DESIGN --device ID|profile.json --workload ID|FILE [--stack ID] [--algorithm aging|nsga2|random|exhaustive] [--budget N] [--seed S] [--objectives A,B] [--max-latency MS] [--max-memory BYTES] [--max-params N] [--min-full-attention N] [--robust] [--tokens N] [--anchor ID] [--start-from DESIGN]",
  summary: "Searches a space of designs; equal seeds give equal results.",
  options: {
    space: text,
    device: text,
    workload: text,
    stack: text,
    algorithm: text,
    budget: text,
    seed: text,
    objectives: text,
    "max-latency": text,
    "max-memory": text,
    "max-params": text,
    "min-full-attention": text,
    robust: { type: "boolean" },
    tokens: text,
    anchor: text,
    hidden: text,
    "start-from": text,
  },
  async run(args) {
    for (const name of ["space", "device", "workload"])
      if (textOption(args, name) === undefined) return usageError(`search needs --${name}.`);
    if (args.words.length > 0) return usageError("search takes options only.");
    const profile = await loadProfile(textOption(args, "device") ?? "");
    if (!profile.ok) return failed(profile);
    const request = await readRequest(args, profile.value);
    if (!request.ok) return failed(request);
    const prepared = prepareSearch(request.value, profile.value);
    if (!prepared.ok) return failed(prepared);
    const started = performance.now();
    let spoken = started;
    const run = runSearch(prepared.value, ({ archive }) => {
      const now = performance.now();
      if (now - spoken < progressEveryMs) return;
      spoken = now;
      process.stderr.write(`${archive.evaluated} evaluated, ${archive.front.size} on the front\n`);
    });
    const wallMs = performance.now() - started;
    const unmet = relaxations(prepared.value, run.archive);
    return unmet.length > 0 ? failed({ problems: unmet }) : done(searchAnswer(run, wallMs));
  },
};

async function readRequest(args: Arguments, profile: DeviceProfile): Promise<Result<SearchRequest>> {
  const space = await readSpace(args);
  if (!space.ok) return space;
  const workload = await readWorkloadArgument(textOption(args, "workload") ?? "");
  if (!workload.ok) return workload;
  const algorithm = readAlgorithm(textOption(args, "algorithm") ?? "nsga2");
  if (!algorithm.ok) return algorithm;
  const goal = readGoal(args, algorithm.value);
  if (!goal.ok) return goal;
  const seeds = textOption(args, "start-from");
  const seed = seeds === undefined ? null : await readDesignArgument(seeds, args);
  if (seed !== null && !seed.ok) return seed;
  const tokens = numberOption(args, "tokens");
  const minimum = numberOption(args, "min-full-attention");
  const anchor = textOption(args, "anchor");
  return ok({
    space: minimum === undefined ? space.value : { ...space.value, minFullAttention: minimum },
    goal: goal.value,
    algorithm: algorithm.value,
    budget: numberOption(args, "budget") ?? defaultBudget,
    seed: numberOption(args, "seed") ?? 1,
    seeds: seed === null ? [] : [seed.value.design],
    workload: workload.value,
    stackId: textOption(args, "stack") ?? defaultStackFor(profile, workload.value),
    quality: { ...(tokens !== undefined && { tokens }), ...(anchor !== undefined && { anchor }) },
  });
}

async function readSpace(args: Arguments): Promise<Result<SearchSpace>> {
  const argument = textOption(args, "space") ?? "";
  const named = Object.hasOwn(namedSpaces, argument) ? namedSpaces[argument] : undefined;
  if (named) return ok(named);
  if (argument.startsWith("around:")) {
    const design = await readDesignArgument(argument.slice("around:".length), args);
    return design.ok ? ok(spaceAround(design.value.design)) : design;
  }
  const json = await readJsonFile(argument);
  return json.ok ? parseSpace(json.value) : json;
}

function readAlgorithm(word: string): Result<AlgorithmId> {
  const found = algorithmIds.find((id) => id === word);
  return found
    ? ok(found)
    : fail({
        field: "--algorithm",
        message: `${word} is no algorithm.`,
        mend: `Choose ${algorithmIds.join(", ")}.`,
      });
}

function readGoal(args: Arguments, algorithm: AlgorithmId): Result<Goal> {
  const usual: readonly SearchMetric[] = algorithm === "aging" ? ["loss"] : ["latencyMs", "loss"];
  const words = textOption(args, "objectives")?.split(",");
  const unknown = words?.find((word) => !searchMetrics.some((metric) => metric === word));
  if (unknown !== undefined)
    return fail({
      field: "--objectives",
      message: `${unknown} is no objective.`,
      mend: `Choose from ${searchMetrics.join(", ")}.`,
    });
  const limit = (option: string) => {
    const max = numberOption(args, option);
    return max === undefined ? undefined : { max };
  };
  return ok({
    objectives: (words as readonly SearchMetric[] | undefined) ?? usual,
    limits: {
      latencyMs: limit("max-latency"),
      memoryBytes: limit("max-memory"),
      params: limit("max-params"),
    },
    robust: args.options.robust === true,
  });
}

function numberOption(args: Arguments, name: string): number | undefined {
  const word = textOption(args, name);
  return word === undefined ? undefined : Number(word);
}

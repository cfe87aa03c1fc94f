import { shippedWorkloads } from "../cost/workloads";
import type { Design } from "../design/design";
import type { OperatorKind } from "../design/operatorKinds";
import { findPreset } from "../design/presets";
import type { DeviceProfile } from "../latency/deviceProfile";
import { searchPhaseDesignOfSize } from "../quality/studies/searchPhase";
import { type EstimatedDesign, estimateCandidate, estimateDesign } from "./candidateEstimates";
import type { Goal } from "./goal";
import { bestRecord } from "./results";
import { prepareSearch, type SearchRequest } from "./searchRequest";
import { runSearch } from "./searchRun";
import { paperSpace } from "./spaces";
import { type LossGap, lossGap } from "./ties";

/** What the paper reports of a winner (arXiv:2511.18890, Table 2). */
export interface PublishedWinner {
  readonly params: number;
  readonly latencySeconds: number;
  readonly perplexity: number;
  readonly cr8: number;
}

/** One search in the paper's space under one of its limits, beside the winner the paper found. */
export interface ReproducedSearch {
  readonly id: string;
  readonly title: string;
  readonly published: PublishedWinner;
  /** The paper's winner as this app evaluates it. */
  readonly winner: EstimatedDesign;
  /** The best this search found within the limit; null when nothing met it. */
  readonly found: EstimatedDesign | null;
  /** Loss of the found design minus that of the winner. */
  readonly gap: LossGap | null;
  readonly evaluated: number;
}

/** Designs each search looks at; the paper trained 200. */
const budget = 100_000;

const latencyWinner: PublishedWinner = {
  params: 837e6,
  latencySeconds: 17.71,
  perplexity: 20.7,
  cr8: 51.04,
};
const parameterWinner: PublishedWinner = {
  params: 497e6,
  latencySeconds: 16.94,
  perplexity: 23.06,
  cr8: 49.23,
};

/** The pattern of the parameter winner, `(m2 f a f a f d)x3 m2 f a f d f f`; attention is windowed during search. */
const parameterWinnerUnit: readonly OperatorKind[] = [
  "mamba2",
  "ffn",
  "swa",
  "ffn",
  "swa",
  "ffn",
  "deltanet",
];
const parameterWinnerTail: readonly OperatorKind[] = [
  "mamba2",
  "ffn",
  "swa",
  "ffn",
  "deltanet",
  "ffn",
  "ffn",
];
const parameterWinnerLayers = [
  ...parameterWinnerUnit,
  ...parameterWinnerUnit,
  ...parameterWinnerUnit,
  ...parameterWinnerTail,
];

/**
 * Searches the paper's space with its algorithm, from random starts, under the limits its winners were found with: the
 * published latency, the winner's own predicted latency, and the parameter winner's size.
 */
export function reproduceSearches(profile: DeviceProfile): readonly ReproducedSearch[] {
  const winner = findPreset("searched-latency-837m")!.design;
  const ownLatency = reproduce(profile, {
    id: "own-latency",
    title: "Latency: what the winner is predicted to take",
    published: latencyWinner,
    winner,
    limits: ({ latency }) => ({ latencyMs: { max: latency.latencyMs.value } }),
  });
  const publishedLatency = reproduce(profile, {
    id: "published-latency",
    title: `Latency: the published ${latencyWinner.latencySeconds} s`,
    published: latencyWinner,
    winner,
    limits: () => ({ latencyMs: { max: 1000 * latencyWinner.latencySeconds } }),
  });
  const parameters = reproduce(profile, {
    id: "parameters",
    title: "Parameters: those of the winner",
    published: parameterWinner,
    winner: searchPhaseDesignOfSize(
      "Searched for parameters, 497M",
      parameterWinner.params,
      parameterWinnerLayers,
      1,
    ),
    limits: ({ params }) => ({ params: { max: params.value } }),
  });
  return [ownLatency, publishedLatency, parameters].filter((search) => search !== null);
}

interface Case {
  readonly id: string;
  readonly title: string;
  readonly published: PublishedWinner;
  readonly winner: Design;
  readonly limits: (winner: EstimatedDesign) => Goal["limits"];
}

function reproduce(profile: DeviceProfile, item: Case): ReproducedSearch | null {
  const { id, title, published } = item;
  const request: SearchRequest = {
    space: paperSpace,
    goal: { objectives: ["loss"], limits: {}, robust: false },
    algorithm: "aging",
    budget,
    seed: 1,
    seeds: [],
    workload: shippedWorkloads.find((workload) => workload.id === "search-8k-a100")!,
    stackId: profile.stacks.some((stack) => stack.id === "paper") ? "paper" : profile.defaultStack,
    quality: {},
  };
  const open = prepareSearch(request, profile);
  const winner = open.ok ? estimateDesign(open.value, item.winner) : null;
  if (winner === null) return null;
  const prepared = prepareSearch(
    { ...request, goal: { ...request.goal, limits: item.limits(winner) } },
    profile,
  );
  if (!prepared.ok) return null;
  const { archive } = runSearch(prepared.value);
  const best = bestRecord(prepared.value, archive);
  const found = best < 0 ? null : estimateCandidate(prepared.value, archive.record(best).genome);
  return {
    id,
    title,
    published,
    winner,
    found,
    gap: found && lossGap(prepared.value, found.design, winner.design),
    evaluated: archive.evaluated,
  };
}

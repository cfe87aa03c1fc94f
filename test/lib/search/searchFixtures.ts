import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { shippedWorkloads } from "@/lib/cost/workloads";
import { type DeviceProfile, readDeviceProfile } from "@/lib/latency/deviceProfile";
import { evenFactors, type RuntimeStack } from "@/lib/latency/runtimeStack";
import type { SearchRequest } from "@/lib/search/searchRequest";
import { type PreparedSearch, prepareSearch } from "@/lib/search/searchRequest";
import type { SearchSpace } from "@/lib/search/space";
import { paperSpace } from "@/lib/search/spaces";

/** Runtime stacks with every kind of overhead, one that launches graphs and one that the host holds up. */
const overhead = {
  name: "for tests",
  factors: evenFactors(1.2),
  perLayerUs: { attention: 20, linear: 30, feedForward: 10 },
  perStepUs: 50,
  halfWidth: 0.1,
  calibrated: false,
  origin: "Made up for tests.",
};
const stacks: readonly RuntimeStack[] = [
  { ...overhead, id: "test-graph", hostBound: false },
  { ...overhead, id: "test-host", hostBound: true },
];

/** A shipped device profile, read from its file, with the stacks `test-graph` and `test-host` added. */
export function shippedProfile(id: string): DeviceProfile {
  const path = fileURLToPath(new URL(`../../../public/profiles/${id}.json`, import.meta.url));
  const read = readDeviceProfile(JSON.parse(readFileSync(path, "utf8")));
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join(" "));
  return { ...read.value, stacks: [...read.value.stacks, ...stacks] };
}

export function workloadNamed(id: string) {
  const found = shippedWorkloads.find((workload) => workload.id === id);
  if (!found) throw new Error(`no workload ${id}`);
  return found;
}

/** The paper's question: least loss in the paper's space on an A100, decoding 8,192 tokens. */
export const paperRequest: SearchRequest = {
  space: paperSpace,
  goal: { objectives: ["loss"], limits: { latencyMs: { max: 18_000 } }, robust: false },
  algorithm: "aging",
  budget: 5_000,
  seed: 1,
  seeds: [],
  workload: workloadNamed("search-8k-a100"),
  stackId: "test-graph",
  quality: {},
};

/** A request prepared for a device, failing the test when it is refused. */
export function prepared(request: SearchRequest, profile: DeviceProfile): PreparedSearch {
  const result = prepareSearch(request, profile);
  if (!result.ok)
    throw new Error(result.problems.map(({ field, message }) => `${field} ${message}`).join("; "));
  return result.value;
}

/** A part of the paper's space small enough to enumerate: two stages, free width. */
export const enumerableSpace: SearchSpace = {
  ...paperSpace,
  name: "Two stages of the paper's space",
  hiddenRule: "free",
  hiddenSizes: [1024, 1536, 2048, 2560],
  stages: paperSpace.stages.slice(0, 2).map((stage) => ({
    ...stage,
    shapes: "pair" as const,
    literals: [],
    repeat: { min: 1, max: 6 },
  })),
};

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { shippedWorkloads } from "@/lib/cost/workloads";
import { type DeviceProfile, readDeviceProfile } from "@/lib/latency/deviceProfile";
import type { SearchRequest } from "@/lib/search/searchRequest";
import { type PreparedSearch, prepareSearch } from "@/lib/search/searchRequest";
import type { SearchSpace } from "@/lib/search/space";
import { paperSpace } from "@/lib/search/spaces";

/** A shipped device profile, read from its file. */
export function shippedProfile(id: string): DeviceProfile {
  const path = fileURLToPath(new URL(`../../../public/profiles/${id}.json`, import.meta.url));
  const read = readDeviceProfile(JSON.parse(readFileSync(path, "utf8")));
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join(" "));
  return read.value;
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
  stackId: "paper",
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

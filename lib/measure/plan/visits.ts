import type { CaseGroup } from "./groupCases";

/** One stay at a group, for a share of the protocol's rounds. */
export interface Visit {
  readonly group: CaseGroup;
  readonly share: number;
}

/**
 * The order of visits: one for a single group, which is what most plans are. Where weights do not fit the memory together,
 * the groups are visited there and back, half of the rounds each way, so that a machine that slows down evenly (as it warms
 * up, say) slows all groups alike; the last group is where the way turns, and does its rounds at once.
 */
export function visitsOf(groups: readonly CaseGroup[]): readonly Visit[] {
  const passed = groups.slice(0, -1).map((group) => ({ group, share: 0.5 }));
  return [...passed, ...groups.slice(-1).map((group) => ({ group, share: 1 })), ...passed.toReversed()];
}

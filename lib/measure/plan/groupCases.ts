import type { Protocol, TimedCase } from "./plan";

/** A case with the number of distinct weight copies that it is timed with. */
export interface RingedCase {
  readonly timed: TimedCase;
  readonly weightBytes: number;
  readonly copies: number;
}

/** Sessions that are open together and timed in turns. */
export interface CaseGroup {
  readonly cases: readonly RingedCase[];
  readonly bytes: number;
}

/** Copies of one case at most: a session costs time to create. */
const mostCopies = 12;

/**
 * Parts cases into groups that fit the memory budget and are timed in turns. Between two runs of one weight copy the
 * other weights of the group pass through the cache; where those are less than `coldBytes`, every case of the group is
 * opened several times with weights of its own.
 */
export function groupCases(
  cases: readonly { readonly timed: TimedCase; readonly weightBytes: number }[],
  protocol: Protocol,
): readonly CaseGroup[] {
  const groups: { timed: TimedCase; weightBytes: number }[][] = [];
  let open: { timed: TimedCase; weightBytes: number }[] = [];
  let bytes = 0;
  for (const one of cases) {
    if (open.length > 0 && bytes + one.weightBytes > protocol.memoryBytes) {
      groups.push(open);
      open = [];
      bytes = 0;
    }
    open.push(one);
    bytes += one.weightBytes;
  }
  if (open.length > 0) groups.push(open);
  return groups.map((members) => withCopies(members, protocol));
}

function withCopies(
  members: readonly { readonly timed: TimedCase; readonly weightBytes: number }[],
  protocol: Protocol,
): CaseGroup {
  const once = members.reduce((sum, { weightBytes }) => sum + weightBytes, 0);
  const wanted = Math.ceil(protocol.coldBytes / Math.max(1, once));
  const affordable = Math.max(1, Math.floor(protocol.memoryBytes / Math.max(1, once)));
  const copies = Math.max(1, Math.min(wanted, affordable, mostCopies));
  return {
    cases: members.map(({ timed, weightBytes }) => ({ timed, weightBytes, copies })),
    bytes: once * copies,
  };
}

import type { BlockGraph } from "../graph/blockGraph";
import type { CaseGroup, RingedCase } from "../plan/groupCases";
import { isNoisy } from "../plan/sampleStatistics";
import { BrokenRuntimeError, isFatal } from "./bench";
import type { CaseSamples, RunEvent } from "./runEvents";
import { type Copy, type RoundContext, timeInRounds } from "./timeInRounds";

/** What a running group needs around it. */
export interface GroupContext extends Omit<RoundContext, "onRound"> {
  readonly graphOf: (caseId: string) => BlockGraph;
  readonly emit: (event: RunEvent) => void;
  /** Moves progress by a number of cases. */
  readonly advance: (label: string, cases: number) => void;
}

/** Part of a visit's progress that opening its cases stands for; the rounds are the rest. */
const openingShare = 0.3;

/** An open case. */
interface OpenCase {
  readonly copies: readonly Copy[];
  readonly createMs: number;
  readonly firstRunMs: number;
}

/**
 * Opens the cases of a group, times them side by side, and reports the samples of each.
 * @param share of the protocol's rounds to do in this visit.
 * @param seconds time for the counted rounds.
 * @throws BrokenRuntimeError when the device or the runtime is gone.
 */
export async function timeGroup(
  group: CaseGroup,
  share: number,
  seconds: number,
  context: GroupContext,
): Promise<void> {
  const open: OpenCase[] = [];
  try {
    for (const ringed of group.cases) {
      const opened = await openCase(ringed, context);
      if (opened !== null) open.push(opened);
      context.advance(ringed.timed.name, openingShare);
    }
    const left = (1 - openingShare) * group.cases.length;
    let done = 0;
    const onRound = (progress: number) => {
      const next = Math.max(done, progress);
      context.advance("", (next - done) * left);
      done = next;
    };
    if (open.length > 0) {
      const copies = open.flatMap((one) => one.copies);
      const { samplesMs, dropped } = await timeInRounds(copies, share, seconds, { ...context, onRound });
      const { clockStepMs } = context.bench;
      for (const one of open)
        context.emit({ kind: "samples", samples: samplesOf(one, samplesMs, dropped, clockStepMs) });
    }
    onRound(1);
  } finally {
    for (const { copies } of open) await release(copies);
  }
}

async function release(copies: readonly Copy[]): Promise<void> {
  for (const { session } of copies) await session.release().catch(() => {});
}

/** Opens all copies of a case and runs each once. A case that does not fit is skipped; the others go on. */
async function openCase(ringed: RingedCase, context: GroupContext): Promise<OpenCase | null> {
  const { bench, emit, gate, graphOf } = context;
  const { id, name } = ringed.timed;
  const copies: Copy[] = [];
  let createMs = 0;
  let firstRunMs = 0;
  await gate();
  emit({ kind: "opening", id });
  while (copies.length < ringed.copies)
    try {
      const start = bench.now();
      const session = await bench.open(graphOf(id), 1000 * copies.length + 7);
      const created = bench.now() - start;
      copies.push({ session, ringed });
      const firstRun = await session.run();
      if (copies.length === 1) [createMs, firstRunMs] = [created, firstRun];
    } catch (error) {
      if (isFatal(error)) throw new BrokenRuntimeError(id, error);
      // A ring may be shorter than planned; a case without any session is skipped.
      if (copies.length > 1) break;
      const reason = error instanceof Error ? error.message : String(error);
      emit({ kind: "skipped", id, name, reason: `It did not run: ${reason}` });
      await release(copies);
      return null;
    }
  return { copies, createMs, firstRunMs };
}

function samplesOf(
  { copies, createMs, firstRunMs }: OpenCase,
  samples: ReadonlyMap<string, readonly number[]>,
  dropped: number,
  clockStepMs: number,
): CaseSamples {
  const { timed, weightBytes } = (copies[0] as Copy).ringed;
  const samplesMs = samples.get(timed.id) ?? [];
  return {
    id: timed.id,
    name: timed.name,
    role: timed.role,
    samplesMs,
    createMs,
    firstRunMs,
    weightBytes,
    copies: copies.length,
    reruns: dropped,
    noisy: isNoisy(samplesMs, clockStepMs),
  };
}

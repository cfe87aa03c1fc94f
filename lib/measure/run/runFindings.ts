import type { DeviceProbe } from "../backend/probe";
import { isNoisy } from "../plan/sampleStatistics";
import type { CheckFigure } from "../runtime/checkBlock";
import type { CaseSamples, RunEvent } from "./runEvents";

/** A case that was not timed, and why. */
export interface SkippedCase {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
}

/** Agreement of one operator with its reference. */
export interface CheckedOperator {
  readonly name: string;
  readonly figure: CheckFigure;
  readonly limit: number;
}

/** Everything a run has found so far. */
export interface RunFindings {
  readonly probe: DeviceProbe | null;
  readonly runtimeVersion: string;
  readonly checks: readonly CheckedOperator[];
  readonly samples: readonly CaseSamples[];
  readonly skipped: readonly SkippedCase[];
  /** Times of the reference block, in order, ms. */
  readonly references: readonly number[];
  /** What went wrong and was recovered from. */
  readonly incidents: readonly string[];
}

export const noFindings: RunFindings = {
  probe: null,
  runtimeVersion: "",
  checks: [],
  samples: [],
  skipped: [],
  references: [],
  incidents: [],
};

/** The findings after one more event of a run; the very same object where the event finds nothing. */
export function findingsAfter(findings: RunFindings, event: RunEvent): RunFindings {
  switch (event.kind) {
    case "progress":
    case "opening":
      return findings;
    case "checked": {
      const { name, figure, limit } = event;
      const others = findings.checks.filter((check) => check.name !== name);
      return { ...findings, checks: [...others, { name, figure, limit }] };
    }
    case "skipped": {
      const { id, name, reason } = event;
      const settled = [...findings.skipped, ...findings.samples].some((one) => one.id === id);
      return settled ? findings : { ...findings, skipped: [...findings.skipped, { id, name, reason }] };
    }
    case "samples":
      return { ...findings, samples: withSamples(findings, event.samples) };
    case "reference":
      return { ...findings, references: [...findings.references, event.ms] };
  }
}

/** Adds the samples of a visit to those of an earlier one; creation and first run stay those of the first. */
function withSamples({ samples: known, probe }: RunFindings, added: CaseSamples): readonly CaseSamples[] {
  const earlier = known.find(({ id }) => id === added.id);
  if (earlier === undefined) return [...known, added];
  const samplesMs = [...earlier.samplesMs, ...added.samplesMs];
  const clockStepMs = probe?.clockStepMs ?? 0;
  const joined: CaseSamples = {
    ...earlier,
    samplesMs,
    copies: Math.min(earlier.copies, added.copies),
    reruns: earlier.reruns + added.reruns,
    noisy: isNoisy(samplesMs, clockStepMs),
  };
  return known.map((one) => (one === earlier ? joined : one));
}

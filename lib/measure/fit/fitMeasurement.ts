import { conformalHalfWidth } from "../../latency/fit/conformal";
import { atLeastHalfStep } from "../plan/clockFloor";
import type { TimedCase } from "../plan/plan";
import {
  hasDrifted,
  referenceDrift,
  type SampleStatistics,
  sampleStatistics,
} from "../plan/sampleStatistics";
import type { Measurement } from "../record/measurement";
import { formatsOfGraph, kernelsOfBlock } from "./blockKernels";
import { type BlockModel, fitBlockModel, predictBlockUs, type TimedBlock } from "./blockModel";

/** One case with what was measured and what the fit says; times in ms. */
export interface ParityPoint {
  readonly id: string;
  readonly name: string;
  readonly role: TimedCase["role"];
  readonly statistics: SampleStatistics;
  /** The figure that is fitted: the undisturbed time. */
  readonly measuredMs: number;
  /**
   * Prediction. Fitted cases are predicted by a fit without them, so that every point shows the error of something unseen.
   */
  readonly predictedMs: number;
  /** predicted / measured - 1. */
  readonly error: number;
  readonly noisy: boolean;
}

/** Why a fit is not used. */
export interface FitRefusal {
  readonly reason: string;
  readonly advice: readonly string[];
}

/** A fit with its evidence. */
export interface MeasurementFit {
  readonly model: BlockModel;
  readonly parity: readonly ParityPoint[];
  /** Largest error over the validation stacks, as a share; null without any. */
  readonly validationError: number | null;
  /** Validation stacks behind that error. */
  readonly stacks: number;
  /** Half-width, in log latency, that 90 % of the left-out blocks keep. */
  readonly halfWidth: number;
  /** Change of the reference block over the run, as a share. */
  readonly drift: number;
  readonly busy: boolean;
  /** Busier than a fit can even out: it may be used when the user says so, never by itself. */
  readonly unsteady: boolean;
  readonly refusal: FitRefusal | null;
}

/** A fit that misses a validation stack by more than this is refused. */
export const validationLimit = 0.15;

/**
 * Change of the reference block above which a device was not one device during the run. Below it the tenth percentile
 * keeps the fit, and its stacks judge it.
 */
const unsteadyDrift = 0.5;

/** Stacks that must have been timed for a fit to count as validated. */
const fewestStacks = 2;

interface Row {
  readonly timed: TimedCase;
  readonly statistics: SampleStatistics;
  readonly noisy: boolean;
  readonly block: TimedBlock;
}

/** Fits a model to the samples of a measurement and validates it on its stacks. Deterministic. */
export function fitMeasurement(measurement: Measurement): MeasurementFit {
  const rows = rowsOf(measurement);
  const fitted = rows.filter(({ timed }) => timed.role === "fit");
  const stacks = rows.filter(({ timed }) => timed.role === "validate");
  const model = fitBlockModel(fitted.map(({ block }) => block));
  const parity = [
    ...fitted.map((row) => {
      const others = fitted.filter((other) => other !== row).map(({ block }) => block);
      return parityPoint(row, fitBlockModel(others));
    }),
    ...stacks.map((row) => parityPoint(row, model)),
  ];
  const errors = parity.filter(({ role }) => role === "validate").map(({ error }) => Math.abs(error));
  const validationError = errors.length === 0 ? null : Math.max(...errors);
  const leftOut = parity.filter(({ role }) => role === "fit");
  const references = atLeastHalfStep(measurement.findings.references, clockStepOf(measurement));
  const result = {
    model,
    parity,
    validationError,
    stacks: errors.length,
    halfWidth: conformalHalfWidth(
      leftOut.map(({ measuredMs, predictedMs }) => Math.log(predictedMs / measuredMs)),
    ),
    drift: referenceDrift(references),
    busy: hasDrifted(references) || leftOut.filter(({ noisy }) => noisy).length > leftOut.length / 3,
  };
  const unsteady = result.drift > unsteadyDrift;
  return { ...result, unsteady, refusal: refusalOf(result, fitted.length, stacks.length) };
}

/** Smallest step of the clock of a measurement, ms; 0 where the browser was not looked at. */
function clockStepOf({ findings }: Measurement): number {
  return findings.probe?.clockStepMs ?? 0;
}

function rowsOf(measurement: Measurement): readonly Row[] {
  const { plan, findings } = measurement;
  const clockStepMs = clockStepOf(measurement);
  const samples = new Map(findings.samples.map((one) => [one.id, one]));
  return plan.cases.flatMap((timed): readonly Row[] => {
    const found = samples.get(timed.id);
    if (timed.role === "reference" || found === undefined || found.samplesMs.length === 0) return [];
    const statistics = sampleStatistics(atLeastHalfStep(found.samplesMs, clockStepMs));
    const { medianLo, medianHi, median, undisturbed } = statistics;
    const block: TimedBlock = {
      kernels: kernelsOfBlock(timed.block),
      formats: formatsOfGraph(timed.block.precision),
      us: undisturbed * 1000,
      // The clock's step blurs each end of a run, whatever the median says.
      uncertainty: Math.max((medianHi - medianLo) / 2 / median, clockStepMs / 2 / undisturbed),
    };
    return [{ timed, statistics, noisy: found.noisy, block }];
  });
}

function parityPoint({ timed, statistics, noisy, block }: Row, model: BlockModel): ParityPoint {
  const measuredMs = statistics.undisturbed;
  const predictedMs = predictBlockUs(model, block) / 1000;
  const { id, name, role } = timed;
  return { id, name, role, statistics, measuredMs, predictedMs, error: predictedMs / measuredMs - 1, noisy };
}

function refusalOf(
  fit: Pick<MeasurementFit, "validationError" | "busy" | "model">,
  blocks: number,
  stacks: number,
): FitRefusal | null {
  // Each kernel class costs something of its own, and so does a call: fewer blocks than that say nothing.
  if (blocks <= fit.model.classes.size)
    return {
      reason: `Only ${blocks} blocks could be timed, too few for a model of this device.`,
      advice: ["Choose smaller hidden sizes, so that more blocks fit.", "Choose another back end."],
    };
  if (stacks < fewestStacks || fit.validationError === null)
    return {
      reason: `Only ${stacks} of the validation stacks could be timed, so the fit cannot be validated.`,
      advice: ["Choose smaller hidden sizes, so that the stacks fit."],
    };
  if (fit.validationError <= validationLimit) return null;
  return {
    reason: `The fit misses a validation stack by ${(100 * fit.validationError).toFixed(0)} %, more than ${100 * validationLimit} %.`,
    advice: [
      ...(fit.busy ? ["The device was busy with other work: close other programs and pages."] : []),
      "Plug the device in and let it cool down, then measure again.",
      "Run the full plan, which measures more sizes for longer.",
      "With several threads, try one thread: other work disturbs it less.",
    ],
  };
}

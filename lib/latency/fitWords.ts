import { significantDigits } from "../base/figure";
import type { FittedParameter } from "./fit/fitStack";
import type { FitAnswer, TimingPoint } from "./fitProtocol";
import { kernelClassLabels } from "./kernel/kernelClass";

/** A timing beside its prediction by a fit that has not seen it, with words for a plot. */
export interface FitMark {
  readonly measuredMs: number;
  readonly predictedMs: number;
  /** What is plotted together: a kernel class, or a runtime stack. */
  readonly series: string;
  /** What the timing is of: a shape family, or a model. */
  readonly subject: string;
}

/** Every held-out prediction of a fit, kernels and whole models alike; timings nothing could be held out for are left out. */
export function fitMarks({ parity, timings }: FitAnswer): readonly FitMark[] {
  const kernels = parity.map(
    ({ kernelClass, family, measuredUs, predictedUs }): FitMark => ({
      measuredMs: measuredUs / 1000,
      predictedMs: predictedUs / 1000,
      series: kernelClassLabels[kernelClass],
      subject: family,
    }),
  );
  const models = timings.map(
    ({ model, stack, measuredMs, predictedMs }): FitMark => ({
      measuredMs,
      predictedMs,
      series: `Whole models, ${stack}`,
      subject: model,
    }),
  );
  return [...kernels, ...models].filter(
    ({ measuredMs, predictedMs }) => measuredMs > 0 && predictedMs > 0 && Number.isFinite(predictedMs),
  );
}

/** Error of one model's timings, fitted to the other models'. */
export interface ModelError {
  readonly model: string;
  readonly timings: number;
  /** Mean size of the errors, in %; null where nothing was left to fit without it. */
  readonly meanPercent: number | null;
  /** Mean of the errors with their signs, in %. */
  readonly biasPercent: number | null;
}

/** A runtime fitted to whole-model timings, with its errors and what could be told. */
export interface RuntimeFit {
  readonly stack: string;
  readonly timings: number;
  /** Mean over all timings with their models left out one at a time, in %; null where nothing could be left out. */
  readonly leaveOneOutPercent: number | null;
  readonly models: readonly ModelError[];
  readonly parameters: readonly FittedParameter[];
}

/** The runtimes of a fit, in the order of the answer. */
export function runtimeFits({ timings, parameters }: FitAnswer): readonly RuntimeFit[] {
  const stacks = [...new Set(timings.map(({ stack }) => stack))];
  return stacks.map((stack) => {
    const own = timings.filter((timing) => timing.stack === stack);
    const models = [...new Set(own.map(({ model }) => model))];
    return {
      stack,
      timings: own.length,
      leaveOneOutPercent: meanOf(own, Math.abs),
      models: models.map((model) => {
        const rows = own.filter((timing) => timing.model === model);
        return {
          model,
          timings: rows.length,
          meanPercent: meanOf(rows, Math.abs),
          biasPercent: meanOf(rows, (error) => error),
        };
      }),
      parameters: parameters.filter((parameter) => parameter.stack === stack),
    };
  });
}

function meanOf(timings: readonly TimingPoint[], size: (error: number) => number): number | null {
  const errors = timings.map(({ errorPercent }) => errorPercent).filter(Number.isFinite);
  if (errors.length === 0) return null;
  return errors.reduce((sum, error) => sum + size(error), 0) / errors.length;
}

const unitWords: { readonly [U in FittedParameter["unit"]]: (digits: string) => string } = {
  x: (digits) => `× ${digits}`,
  "us/layer": (digits) => `${digits} µs a layer`,
  "us/step": (digits) => `${digits} µs a step`,
};

/** A fitted value with its unit. */
export function parameterWords({ value, unit }: FittedParameter): string {
  return unitWords[unit](value === 0 ? "0" : significantDigits(value, 3));
}

/** Over what a parameter moves when models are left out; null when it was not freed. */
export function parameterRangeWords({ range, unit }: FittedParameter): string | null {
  if (range === null) return null;
  const [low, high] = range.map((value) => (value === 0 ? "0" : significantDigits(value, 3)));
  return low === high ? unitWords[unit](low!) : unitWords[unit](`${low} to ${high}`);
}

import { significantDigits } from "../base/figure";
import { dimensionNames } from "./kernel/dimensions";
import type { KernelModel } from "./kernel/kernelModel";
import type { RuntimeStack } from "./runtimeStack";

/** Half-widths up to this are written in percent; wider ones as a factor, which percent would hide the asymmetry of. */
const percentUpTo = 0.3;

/** A 90 % interval of exp(±halfWidth) in words: `± 4.1 %`, or `× or ÷ 1.8` where it is wide. */
export function bandWords(halfWidth: number): string {
  if (halfWidth <= percentUpTo) return `± ${(100 * Math.expm1(halfWidth)).toFixed(1)} %`;
  return `× or ÷ ${Math.exp(halfWidth).toFixed(2)}`;
}

/** The intervals of a class: one where small and large kernels err alike, else both with what parts them. */
export function modelBandWords({ band, ranges }: KernelModel): string {
  if (ranges === null || Math.abs(band.small - band.large) < 0.005) return bandWords(band.large);
  return `${bandWords(band.small)} below ${significantDigits(band.splitUs, 2)} µs, ${bandWords(band.large)} above`;
}

/** One dimension's measured range. */
export interface MeasuredRange {
  readonly name: string;
  readonly words: string;
}

/** The measured ranges of a class, dimension by dimension; null where nothing was measured. */
export function measuredRangeWords({ kernelClass, ranges }: KernelModel): readonly MeasuredRange[] | null {
  return (
    ranges?.map(([low, high], index) => {
      const name = dimensionNames[kernelClass][index]!;
      const text = (value: number) =>
        name === "window" && value === 0
          ? "full"
          : value.toLocaleString("en-US", { maximumFractionDigits: 2 });
      return { name, words: low === high ? text(low) : `${text(low)} to ${text(high)}` };
    }) ?? null
  );
}

/** One parameter of a runtime stack. */
export interface StackFigure {
  readonly label: string;
  readonly value: string;
}

/** The parameters of a runtime stack, in words with their units. Factors that agree are one line. */
export function stackFigures(stack: RuntimeStack): readonly StackFigure[] {
  const { perLayerUs, perStepUs, hostBound, halfWidth } = stack;
  const us = (value: number) => `${value === 0 ? "0" : significantDigits(value, 3)} µs`;
  return [
    ...factorFigures(stack),
    { label: "an attention layer", value: us(perLayerUs.attention) },
    { label: "another mixer layer", value: us(perLayerUs.linear) },
    { label: "an FFN layer", value: us(perLayerUs.feedForward) },
    { label: "a step", value: us(perStepUs) },
    { label: "host and kernels", value: hostBound ? "overlap, the slower shows" : "add up" },
    { label: "adds to the 90 % interval", value: halfWidth === 0 ? "nothing" : bandWords(halfWidth) },
  ];
}

function factorFigures({ factors }: RuntimeStack): readonly StackFigure[] {
  const times = (factor: number) => `× ${factor === 0 ? "0" : significantDigits(factor, 3)}`;
  const traffic = factors["weight traffic"];
  const launches = { label: "launches", value: times(factors.overhead) };
  if (factors.compute === traffic && factors["cache traffic"] === traffic) {
    const kernels = { label: "kernel times", value: times(traffic) };
    return factors.overhead === traffic ? [kernels] : [kernels, launches];
  }
  return [
    { label: "weight traffic", value: times(traffic) },
    { label: "compute", value: times(factors.compute) },
    { label: "reading the KV cache", value: times(factors["cache traffic"]) },
    launches,
  ];
}

/** What a kernel asks of a device. */
export interface KernelWork {
  /** Arithmetic operations; a multiply and an add count as two. */
  readonly flops: number;
  /** Compulsory traffic: every operand once. */
  readonly bytes: number;
  /** Blocks of work that can run side by side. */
  readonly units: number;
}

/**
 * A roofline of two memory tiers with launch cost, in microseconds, FLOP/us and bytes/us (1 B/us = 1 MB/s).
 *
 *     t = launch + [ (flops / (peak·o))^sharpness + (bytes / (rate·o))^sharpness ]^(1/sharpness)
 *     o = units / (units + halfUnits)
 *     ln rate = ln dram + (ln cache − ln dram) · logistic((ln turn − ln bytes) / width)
 *
 * A small working set moves at the cache rate, a large one at the DRAM rate; `o` is the share of the device that few
 * blocks can keep busy; the power mean joins compute and traffic, which overlap imperfectly.
 */
export interface Roofline {
  readonly launch: number;
  readonly peak: number;
  readonly cache: number;
  readonly dram: number;
  /** Bytes at which the rate lies half-way (in logarithm) between the tiers. */
  readonly turn: number;
  readonly width: number;
  readonly sharpness: number;
  readonly halfUnits: number;
}

/** Order of the parameters in vectors and files. */
export const rooflineFields = [
  "launch",
  "peak",
  "cache",
  "dram",
  "turn",
  "width",
  "sharpness",
  "halfUnits",
] as const satisfies readonly (keyof Roofline)[];

/** Microseconds of one kernel. */
export function rooflineUs(roofline: Roofline, work: KernelWork): number {
  const busy = work.units / (work.units + roofline.halfUnits);
  const compute = work.flops / (roofline.peak * busy);
  const traffic = work.bytes / (memoryRate(roofline, work.bytes) * busy);
  return roofline.launch + powerMean(compute, traffic, roofline.sharpness);
}

/** Rate in bytes/us at which a working set of this size moves. */
export function memoryRate(roofline: Roofline, bytes: number): number {
  const inCache = 1 / (1 + Math.exp((Math.log(bytes + 1) - Math.log(roofline.turn)) / roofline.width));
  return roofline.dram * (roofline.cache / roofline.dram) ** inCache;
}

/** (a^p + b^p)^(1/p), scaled by the larger so that no power overflows. */
function powerMean(a: number, b: number, p: number): number {
  const large = Math.max(a, b);
  if (large <= 0) return 0;
  return large * (1 + (Math.min(a, b) / large) ** p) ** (1 / p);
}

/** Times apart, in microseconds: which part binds answers "why is this slow?". */
export function rooflineParts(
  roofline: Roofline,
  work: KernelWork,
): { readonly launch: number; readonly compute: number; readonly traffic: number } {
  const busy = work.units / (work.units + roofline.halfUnits);
  return {
    launch: roofline.launch,
    compute: work.flops / (roofline.peak * busy),
    traffic: work.bytes / (memoryRate(roofline, work.bytes) * busy),
  };
}

import type { DataSheet } from "../dataSheet";
import type { KernelClass } from "../kernel/kernelClass";
import { kernelWork } from "../kernel/kernelWork";
import { formatsOfClass } from "./fitKernelModel";
import type { KernelRow } from "./kernelTable";

/** Working sets above this stream from DRAM on any cache there is. */
const streamingBytes = 3e8;
/** Rows that compute at more than this share of the highest rate seen say nothing of the memory. */
const memoryBoundShare = 0.3;
/** Rate of the memory where no row shows it: a modest card's, so that the fit starts within its reach. */
const fallbackBandwidth = 5e11;
/** FLOP a byte of memory bandwidth of a device whose rows do not show its arithmetic: between consumer and data-centre cards. */
export const assumedBalance = 200;
/** FLOP a byte from which any device computes: between the balances of the known ones, 153 to 419. */
const computingIntensity = 300;
/** A row that streams at less than this share of the memory's rate is not held up by memory ... */
const slowTraffic = 0.3;
/** ... nor by its launch, where it takes this many times as long as the shortest. */
const longAgainstLaunch = 10;
/** Multiprocessors of a device that does not say: the middle of the shipped ones. */
const assumedSms = 132;
/** Classes whose arithmetic is matrix products at the device's rate; recurrences and elementwise kernels stay far below it. */
const matrixClasses: readonly KernelClass[] = ["gemm_bf16", "gemm_fp8", "prefill_attention", "moe"];

/** A data sheet read off kernels. */
export interface ReadSheet {
  readonly sheet: DataSheet;
  /** No row computes at the matrix rate, so that the peak is a guess from the memory's rate. */
  readonly peakAssumed: boolean;
}

/** What a kernel reaches. */
interface Rates {
  readonly kernelClass: KernelClass;
  readonly latencyUs: number;
  readonly bytes: number;
  /** FLOP/s. */
  readonly flopRate: number;
  /** Bytes/s. */
  readonly byteRate: number;
}

/**
 * A data sheet read off measured kernels, where none is given: the highest rates that rows reach which are bound by them. A peak is
 * taken from matrix products alone and only where the fastest of them computes; the bf16 peak is half the fp8 one where only that was
 * measured. Memory cannot be seen in kernel times; the caller states it or takes the assumption.
 */
export function sheetFromRows(rows: readonly KernelRow[], memoryBytes: number): ReadSheet {
  const rates = rows.map(({ kernel, kernelClass, latencyUs }): Rates => {
    const { flops, bytes } = kernelWork(kernel, formatsOfClass(kernelClass));
    return {
      kernelClass,
      latencyUs,
      bytes,
      flopRate: (flops / latencyUs) * 1e6,
      byteRate: (bytes / latencyUs) * 1e6,
    };
  });
  const bandwidth = bandwidthOf(rates);
  const shortest = rates.reduce(
    (least, { latencyUs }) => Math.min(least, latencyUs),
    Number.POSITIVE_INFINITY,
  );
  const computes = ({ flopRate, byteRate, latencyUs }: Rates) =>
    flopRate / byteRate >= computingIntensity ||
    (byteRate <= slowTraffic * bandwidth && latencyUs >= longAgainstLaunch * shortest);
  const fastest = (wanted: (rate: Rates) => boolean) =>
    rates.reduce<Rates | null>(
      (best, rate) => (wanted(rate) && (best === null || rate.flopRate > best.flopRate) ? rate : best),
      null,
    );
  const seen = (wanted: (rate: Rates) => boolean): number | null => {
    const top = fastest((rate) => matrixClasses.includes(rate.kernelClass) && wanted(rate));
    return top !== null && computes(top) ? top.flopRate : null;
  };
  const isFp8 = ({ kernelClass }: Rates) => kernelClass === "gemm_fp8";
  const seenFp8 = seen(isFp8);
  const seenBf16 = seen((rate) => !isFp8(rate));
  const most = fastest((rate) => !isFp8(rate))?.flopRate ?? 0;
  const peakBf16 = seenBf16 ?? (seenFp8 === null ? Math.max(most, assumedBalance * bandwidth) : seenFp8 / 2);
  const measuresFp8 = rates.some(isFp8);
  return {
    sheet: {
      memoryBytes,
      bandwidth,
      peakBf16,
      peakFp8: seenFp8 ?? (measuresFp8 ? 2 * peakBf16 : null),
      cacheBytes: 50e6,
      sms: assumedSms,
    },
    peakAssumed: seenBf16 === null && seenFp8 === null,
  };
}

/** The memory's rate: the highest of large rows that do not compute, else half the highest of any, which may be the cache's. */
function bandwidthOf(rates: readonly Rates[]): number {
  const peak = rates.reduce((most, { flopRate }) => Math.max(most, flopRate), 0);
  let fastest = 0;
  let streaming = 0;
  for (const { bytes, flopRate, byteRate } of rates) {
    fastest = Math.max(fastest, byteRate);
    if (bytes > streamingBytes && flopRate < memoryBoundShare * peak)
      streaming = Math.max(streaming, byteRate);
  }
  return streaming > 0 ? streaming : fastest > 0 ? fastest / 2 : fallbackBandwidth;
}

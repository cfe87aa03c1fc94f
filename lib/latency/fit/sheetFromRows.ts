import type { DataSheet } from "../dataSheet";
import { kernelWork } from "../kernel/kernelWork";
import { formatsOfClass } from "./fitKernelModel";
import type { KernelRow } from "./kernelTable";

/** Working sets above this stream from DRAM on any cache there is. */
const streamingBytes = 3e8;
/** Rows that compute at more than this share of the highest rate seen say nothing of the memory. */
const memoryBoundShare = 0.3;
/** Rates where no row shows them: a modest card, so that the fit starts within its reach. */
const fallbackBandwidth = 5e11;
const fallbackPeak = 5e13;
/** Multiprocessors of a device that does not say: the middle of the shipped ones. */
const assumedSms = 132;

/**
 * A data sheet read off measured kernels, where none is given: the highest rates any row reaches. Memory cannot be seen in kernel
 * times; the caller states it or takes the assumption.
 */
export function sheetFromRows(rows: readonly KernelRow[], memoryBytes: number): DataSheet {
  let peak = 0;
  let peakFp8 = 0;
  const rates = rows.map(({ kernel, kernelClass, latencyUs }) => {
    const { flops, bytes } = kernelWork(kernel, formatsOfClass(kernelClass));
    const flopRate = (flops / latencyUs) * 1e6;
    if (kernelClass === "gemm_fp8") peakFp8 = Math.max(peakFp8, flopRate);
    else peak = Math.max(peak, flopRate);
    return { bytes, flopRate, byteRate: (bytes / latencyUs) * 1e6 };
  });
  let bandwidth = 0;
  let streaming = 0;
  for (const { bytes, flopRate, byteRate } of rates) {
    bandwidth = Math.max(bandwidth, byteRate);
    const memoryBound = flopRate < memoryBoundShare * Math.max(peak, peakFp8);
    if (bytes > streamingBytes && memoryBound) streaming = Math.max(streaming, byteRate);
  }
  const memoryRate = streaming > 0 ? streaming : bandwidth > 0 ? bandwidth / 2 : fallbackBandwidth;
  return {
    memoryBytes,
    bandwidth: memoryRate,
    peakBf16: peak > 0 ? peak : fallbackPeak,
    peakFp8: peakFp8 > 0 ? peakFp8 : null,
    cacheBytes: 50e6,
    sms: assumedSms,
  };
}

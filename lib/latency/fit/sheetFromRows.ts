import type { DataSheet } from "../dataSheet";
import { kernelWork } from "../kernel/kernelWork";
import { formatsOfClass } from "./fitKernelModel";
import type { KernelRow } from "./kernelTable";

/** Working sets above this stream from DRAM on any cache there is. */
const streamingBytes = 3e8;
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
  let bandwidth = 0;
  let streaming = 0;
  let peak = 0;
  let peakFp8 = 0;
  for (const { kernel, kernelClass, latencyUs } of rows) {
    const { flops, bytes } = kernelWork(kernel, formatsOfClass(kernelClass));
    const byteRate = (bytes / latencyUs) * 1e6;
    bandwidth = Math.max(bandwidth, byteRate);
    if (bytes > streamingBytes) streaming = Math.max(streaming, byteRate);
    const flopRate = (flops / latencyUs) * 1e6;
    if (kernelClass === "gemm_fp8") peakFp8 = Math.max(peakFp8, flopRate);
    else peak = Math.max(peak, flopRate);
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

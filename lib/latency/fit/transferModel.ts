import type { DataSheet } from "../dataSheet";
import type { KernelModel } from "../kernel/kernelModel";
import type { Roofline } from "../kernel/roofline";
import { sheetModel } from "../typedDevice";

/**
 * A class that was not measured on a device, from the fit on another: launch and shape of the roofline stay, rates and cache scale
 * with the data sheets. Modelled, with the band of a device known by its data sheet.
 */
export function transferModel(
  donor: Pick<KernelModel, "kernelClass" | "roofline">,
  donorName: string,
  from: DataSheet,
  to: DataSheet,
): KernelModel {
  const { roofline, kernelClass } = donor;
  const memory = to.bandwidth / from.bandwidth;
  const scaled: Roofline = {
    ...roofline,
    peak: roofline.peak * (to.peakBf16 / from.peakBf16),
    cache: roofline.cache * memory,
    dram: roofline.dram * memory,
    turn: roofline.turn * (to.cacheBytes / from.cacheBytes),
  };
  return {
    ...sheetModel(kernelClass, to),
    roofline: scaled,
    origin: `not measured on this device; the fit to ${donorName}, scaled by the data sheets.`,
  };
}

import type { DataSheet } from "./dataSheet";
import type { DeviceProfile } from "./deviceProfile";
import type { KernelClass } from "./kernel/kernelClass";
import { kernelClasses } from "./kernel/kernelClass";
import type { KernelModel } from "./kernel/kernelModel";
import type { Roofline } from "./kernel/roofline";
import { kernelsStack } from "./runtimeStack";

/** How far a class reaches a data sheet's figures. */
interface Reach {
  /** Microseconds of launch. */
  readonly launch: number;
  /** Share of the peak rate. */
  readonly peak: number;
  /** Share of the memory bandwidth. */
  readonly dram: number;
  /** Cache rate over memory bandwidth. */
  readonly cache: number;
  readonly sharpness: number;
  readonly halfUnits: number;
  /** Half-width of the 90 % interval in log latency on a device of which only the data sheet is known. */
  readonly halfWidth: number;
}

/**
 * Medians over the fits to H100, H200, A100, L40S, B200 and RTX PRO 6000. Predicted from their data sheets alone, 90 % of the
 * measured kernels of these devices (and of an RTX 4090), pooled by class, lie within the widths; a test repeats it.
 */
const reach: { readonly [C in KernelClass]: Reach } = {
  gemm_bf16: gemm(0.45),
  gemm_fp8: gemm(1.2),
  prefill_attention: {
    launch: 11,
    peak: 0.62,
    dram: 0.5,
    cache: 1.8,
    sharpness: 1.2,
    halfUnits: 25,
    halfWidth: 0.75,
  },
  decode_attention: {
    launch: 10.5,
    peak: 0.5,
    dram: 0.85,
    cache: 1.6,
    sharpness: 2,
    halfUnits: 6,
    halfWidth: 0.85,
  },
  conv_prefill: {
    launch: 2.4,
    peak: 0.5,
    dram: 0.7,
    cache: 1.6,
    sharpness: 2,
    halfUnits: 60,
    halfWidth: 0.9,
  },
  conv_decode: { launch: 1.9, peak: 0.5, dram: 0.7, cache: 1.6, sharpness: 2, halfUnits: 10, halfWidth: 1.1 },
  delta_prefill: { launch: 20, peak: 0.3, dram: 0.6, cache: 2, sharpness: 2, halfUnits: 60, halfWidth: 1.0 },
  delta_decode: { launch: 3.5, peak: 0.5, dram: 0.85, cache: 2, sharpness: 2, halfUnits: 10, halfWidth: 1.1 },
  kda_prefill: { launch: 30, peak: 0.3, dram: 0.6, cache: 2, sharpness: 2, halfUnits: 60, halfWidth: 1.2 },
  kda_decode: { launch: 4, peak: 0.5, dram: 0.85, cache: 2, sharpness: 2, halfUnits: 10, halfWidth: 0.6 },
  ssd_prefill: { launch: 40, peak: 0.25, dram: 0.5, cache: 2, sharpness: 2, halfUnits: 60, halfWidth: 1.4 },
  moe: { launch: 25, peak: 0.55, dram: 0.75, cache: 1.6, sharpness: 2, halfUnits: 20, halfWidth: 0.7 },
  elementwise: { launch: 2.5, peak: 0.5, dram: 0.7, cache: 1.6, sharpness: 2, halfUnits: 5, halfWidth: 0.95 },
  embedding: { launch: 3, peak: 0.5, dram: 0.5, cache: 1.6, sharpness: 2, halfUnits: 10, halfWidth: 1.5 },
  sampling: { launch: 15, peak: 0.5, dram: 0.5, cache: 1.6, sharpness: 2, halfUnits: 1, halfWidth: 0.9 },
};

function gemm(halfWidth: number): Reach {
  return { launch: 3.4, peak: 0.78, dram: 0.85, cache: 1.6, sharpness: 2.6, halfUnits: 3, halfWidth };
}

/** The roofline of a class on a device that is known by its data sheet only. Rates are per microsecond. */
export function sheetRoofline(kernelClass: KernelClass, sheet: DataSheet): Roofline {
  const { launch, peak, dram, cache, sharpness, halfUnits } = reach[kernelClass];
  const matrixRate = kernelClass === "gemm_fp8" && sheet.peakFp8 !== null ? sheet.peakFp8 : sheet.peakBf16;
  return {
    launch,
    peak: peak * matrixRate * 1e-6,
    cache: dram * cache * sheet.bandwidth * 1e-6,
    dram: dram * sheet.bandwidth * 1e-6,
    turn: 0.6 * sheet.cacheBytes,
    width: 0.4,
    sharpness,
    halfUnits,
  };
}

/** The model of a class from first principles, with its wide band. */
export function sheetModel(kernelClass: KernelClass, sheet: DataSheet): KernelModel {
  const { halfWidth } = reach[kernelClass];
  return {
    kernelClass,
    roofline: sheetRoofline(kernelClass, sheet),
    trees: null,
    code: null,
    sms: sheet.sms,
    ranges: null,
    band: { splitUs: 0, small: halfWidth, large: halfWidth },
    correlation: 1,
    origin: "From the data sheet: no kernel of this class was measured on the device.",
  };
}

/**
 * A device the user typed in: peak rate, bandwidth, memory. Everything is modelled, with the wide band that six known
 * devices show when they are predicted this way.
 */
export function typedDevice(id: string, name: string, sheet: DataSheet): DeviceProfile {
  const models = Object.fromEntries(
    kernelClasses.map((kernelClass) => [kernelClass, sheetModel(kernelClass, sheet)]),
  ) as Record<KernelClass, KernelModel>;
  return {
    id,
    name,
    sheet,
    reserveBytes: defaultReserveBytes,
    models,
    stacks: [kernelsStack],
    defaultStack: kernelsStack.id,
    evaluation: [],
    provenance: {
      note: "Known by its data sheet only: times are first principles, and the band is wide.",
      sources: [],
      notice: "",
    },
  };
}

/** Memory left to the runtime and to fragmentation: a common choice, 3.5 GB. */
export const defaultReserveBytes = 3.5e9;

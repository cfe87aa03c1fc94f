/** What a device's data sheet says: enough for an estimate from first principles. */
export interface DataSheet {
  readonly memoryBytes: number;
  /** Memory bandwidth in bytes a second. */
  readonly bandwidth: number;
  /** Dense matrix rate at bf16 with fp32 accumulation, FLOP/s. */
  readonly peakBf16: number;
  /** Dense matrix rate at fp8, FLOP/s; null without fp8 units. */
  readonly peakFp8: number | null;
  /** Last-level cache in bytes. */
  readonly cacheBytes: number;
  /** Streaming multiprocessors (compute units), for wave counts. */
  readonly sms: number;
}

/**
 * Figures of a data sheet that timings may leave open. The models need a value all the same, and a profile lists those that
 * were put in, so that no reader takes them for the device's. Its memory has a mark of its own.
 */
export const assumableFigures = ["bandwidth", "peakBf16", "cacheBytes", "sms"] as const;

export type AssumableFigure = (typeof assumableFigures)[number];

/** A device by id with its data sheet. */
export interface KnownDevice {
  readonly id: string;
  readonly name: string;
  readonly sheet: DataSheet;
}

const gib = 2 ** 30;
const mib = 2 ** 20;

function sheet(
  memoryBytes: number,
  gigabytesPerSecond: number,
  teraflopsBf16: number,
  teraflopsFp8: number | null,
  cacheMegabytes: number,
  sms: number,
): DataSheet {
  return {
    memoryBytes,
    bandwidth: gigabytesPerSecond * 1e9,
    peakBf16: teraflopsBf16 * 1e12,
    peakFp8: teraflopsFp8 === null ? null : teraflopsFp8 * 1e12,
    cacheBytes: cacheMegabytes * 1e6,
    sms,
  };
}

/**
 * Dense figures without sparsity. Memory, bandwidth and peaks of the first six: system files of
 * github.com/ai-dynamo/aiconfigurator at 095f58a; the rest, caches and multiprocessors: vendors' data sheets.
 */
export const knownDevices: readonly KnownDevice[] = [
  { id: "h100_sxm", name: "NVIDIA H100 SXM 80 GB", sheet: sheet(80 * gib, 3350, 989, 1978, 50, 132) },
  { id: "h200_sxm", name: "NVIDIA H200 SXM 141 GB", sheet: sheet(141 * gib, 4800, 989, 1978, 50, 132) },
  { id: "a100_sxm", name: "NVIDIA A100 SXM 80 GB", sheet: sheet(80 * gib, 2039, 312, null, 40, 108) },
  { id: "l40s", name: "NVIDIA L40S 48 GB", sheet: sheet(46_068 * mib, 864, 362, 733, 96, 142) },
  { id: "b200_sxm", name: "NVIDIA B200 SXM 180 GB", sheet: sheet(180 * gib, 7700, 2250, 4500, 126, 148) },
  {
    id: "rtx_pro_6000_server",
    name: "NVIDIA RTX PRO 6000 Blackwell Server 96 GB",
    sheet: sheet(97_887 * mib, 1792, 468, 936, 128, 188),
  },
  { id: "rtx_4090", name: "NVIDIA GeForce RTX 4090 24 GB", sheet: sheet(24 * gib, 1008, 165, 330, 72, 128) },
];

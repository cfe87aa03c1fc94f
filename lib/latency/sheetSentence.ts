import { figureText } from "../base/figure";
import type { AssumableFigure } from "./dataSheet";
import type { DeviceProfile } from "./deviceProfile";

/**
 * The figures of a profile's data sheet as one sentence. What nobody stated or measured is not given as the device's: an
 * assumed memory is called so, because predictions hang on it, and other figures are not known.
 */
export function sheetSentence({
  sheet,
  reserveBytes,
  memoryAssumed,
  assumedFigures = [],
}: Pick<DeviceProfile, "sheet" | "reserveBytes" | "memoryAssumed" | "assumedFigures">): string {
  const known = (figure: AssumableFigure) => !assumedFigures.includes(figure);
  const bytes = (value: number) => figureText(value, "B");
  const rate = (value: number) => `${figureText(value, "FLOP")}/s`;
  const memory = `${bytes(sheet.memoryBytes)} of memory${memoryAssumed ? " (assumed)" : ""}`;
  const bandwidth = known("bandwidth") ? `${bytes(sheet.bandwidth)}/s` : "a bandwidth that is not known";
  const peaks = [
    known("peakBf16") ? `${rate(sheet.peakBf16)} bf16` : "matrix rate not known",
    ...(sheet.peakFp8 === null ? [] : [`${rate(sheet.peakFp8)} fp8`]),
  ];
  const parts = [
    `${memory} at ${bandwidth}${reserveBytes > 0 ? `, ${bytes(reserveBytes)} of it left to the runtime` : ""}`,
    peaks.join(", "),
    known("cacheBytes") ? `${bytes(sheet.cacheBytes)} of cache` : "cache not known",
    known("sms") ? `${sheet.sms} compute units` : "compute units not known",
  ];
  return `${parts.join("; ")}.`;
}

import { z90 } from "../lossDifference";
import type { Check, HeldOut } from "./check";

/** Share of held-out observations inside their stated 90 % band, in percent. */
export function coverage(heldOut: readonly HeldOut[]): number {
  const inside = heldOut.filter(({ observed, predicted, sd }) => Math.abs(predicted - observed) <= z90 * sd);
  return (100 * inside.length) / heldOut.length;
}

/** Coverage over all held-out checks together. */
export function calibrationCheck(heldOut: readonly HeldOut[]): Check {
  return {
    id: "calibration",
    label: `90 % bands cover, over ${heldOut.length} held-out observations`,
    value: coverage(heldOut),
    bar: { least: 80, most: 98 },
    unit: "%",
  };
}

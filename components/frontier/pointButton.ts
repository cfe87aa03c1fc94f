import { pixel } from "@/lib/plot/stepPath";

/** The look of a button over a point of the plot: only its focus ring is seen. */
export const pointButtonLook = "absolute top-0 left-0 size-5 rounded-full";

/** Moves the middle of such a button to a place. */
export function pointButtonPlace(x: number, y: number): string {
  return `translate(${pixel(x) - 10}px, ${pixel(y) - 10}px)`;
}

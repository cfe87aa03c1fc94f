import type { ReactNode, Ref } from "react";
import type { PlotFrame } from "@/lib/pareto/scene/frame";

interface PlotTipProps {
  readonly at: { readonly x: number; readonly y: number };
  readonly frame: PlotFrame;
  readonly hidden: boolean;
  readonly ref?: Ref<HTMLDivElement>;
  readonly children: ReactNode;
}

/** The look of a card over the plot. */
export const tipLook =
  "pointer-events-none absolute z-20 w-max max-w-64 rounded-md border border-line bg-raised px-2.5 py-2 text-xs shadow-float";

/** Shifts a card that stands at a point to the side of it with room. */
export function tipShift(at: { readonly x: number; readonly y: number }, { inner }: PlotFrame): string {
  const toLeft = at.x > inner.x + inner.width * 0.58;
  const upwards = at.y > inner.y + inner.height * 0.6;
  return `translate(${toLeft ? "calc(-100% - 14px)" : "14px"}, ${upwards ? "calc(-100% - 8px)" : "8px"})`;
}

/** A card beside a point of the plot, turned to the side with room. */
export function PlotTip({ at, frame, hidden, ref, children }: PlotTipProps) {
  return (
    <div
      ref={ref}
      hidden={hidden}
      role="presentation"
      style={{ left: at.x, top: at.y, transform: tipShift(at, frame) }}
      className={tipLook}
    >
      {children}
    </div>
  );
}

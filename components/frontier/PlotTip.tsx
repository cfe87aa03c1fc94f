import type { ReactNode } from "react";
import type { PlotFrame } from "@/lib/pareto/scene/frame";

interface PlotTipProps {
  readonly at: { readonly x: number; readonly y: number };
  readonly frame: PlotFrame;
  readonly children: ReactNode;
}

/** A card beside a point of the plot, turned to the side with room. */
export function PlotTip({ at, frame, children }: PlotTipProps) {
  const toLeft = at.x > frame.inner.x + frame.inner.width * 0.58;
  const upwards = at.y > frame.inner.y + frame.inner.height * 0.6;
  return (
    <div
      role="presentation"
      style={{
        left: at.x,
        top: at.y,
        transform: `translate(${toLeft ? "calc(-100% - 14px)" : "14px"}, ${upwards ? "calc(-100% - 8px)" : "8px"})`,
      }}
      className="pointer-events-none absolute z-20 w-max max-w-64 rounded-md border border-line bg-raised px-2.5 py-2 text-xs shadow-float"
    >
      {children}
    </div>
  );
}

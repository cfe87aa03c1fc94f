import { useEffect, useState } from "react";
import type { Design } from "@/lib/design/design";
import type { IsoLine } from "@/lib/pareto/isoLine";
import { isoParameterLines } from "@/lib/store/isoParameters";
import type { Predictions } from "@/lib/store/predictions";
import { whenIdle } from "./whenIdle";

/** Pause after the last change before lines are worked out: they must not slow a drag. */
const settleMs = 250;

const none: readonly IsoLine[] = [];

/** Lines of constant parameters around the design in hand, worked out point by point while the page is idle. */
export function useIsoLines(wanted: boolean, design: Design, predictions: Predictions): readonly IsoLine[] {
  const [known, setKnown] = useState<{ readonly design: Design; readonly lines: readonly IsoLine[] } | null>(
    null,
  );
  useEffect(() => {
    if (!wanted) return;
    let callOff = () => {};
    const steps = isoParameterLines(design, predictions);
    let lines: readonly IsoLine[] = none;
    const step = () => {
      const next = steps.next();
      const whole = next.done === true || next.value.length > lines.length;
      // A line is shown once all its points are known: one that grew point by point would catch the eye.
      if (whole && lines.length > 0) setKnown({ design, lines });
      if (next.done) return;
      lines = next.value;
      callOff = whenIdle(step);
    };
    const timer = setTimeout(step, settleMs);
    return () => {
      clearTimeout(timer);
      callOff();
    };
  }, [wanted, design, predictions]);
  // Lines of another design would pass beside this one.
  return wanted && known?.design === design ? known.lines : none;
}

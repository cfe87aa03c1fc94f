"use client";

import { Gauge } from "lucide-react";
import { type ReactNode, useEffect, useMemo } from "react";
import { useWorkbench } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { type PlanCost, planCost } from "@/lib/measure/plan/planCost";
import { invalidText } from "@/lib/store/invalidFields";
import { beginMeasureSession, cancelMeasure, preparePlan, startMeasure, useMeasure } from "./measureSession";
import { costText, progressText, stageText } from "./measureText";
import { useMeasuredMark } from "./useMeasuredMark";

let begun = false;

/** What the button says: short while a run's state stands beside it, and on a phone, where the time and download matter most. */
function commandWords(running: boolean, cost: PlanCost | null): ReactNode {
  if (running) return "Measuring";
  return (
    <span>
      Measure<span className="max-[479px]:sr-only"> this device</span>
      {cost !== null && `, ${costText(cost)}`}
    </span>
  );
}

/** The commands that start and cancel a measurement, in the strip at the foot of the page. */
export default function MeasureCommands() {
  useEffect(() => {
    if (begun) return;
    begun = true;
    void beginMeasureSession();
  }, []);
  useMeasuredMark();
  const state = useMeasure((measure) => measure);
  const design = useWorkbench(({ document }) => document.design);
  const workload = useWorkbench(({ document }) => document.workload);
  const { probe, run } = state;
  const unusable = invalidText(state.invalid);
  const cost = useMemo(() => {
    if (probe === null) return null;
    const { plan, choice } = preparePlan(state, probe, { design, workload });
    return choice.backend === null ? null : planCost(plan, choice.backend);
  }, [state, probe, design, workload]);
  return (
    <div className="flex shrink-0 items-center gap-2">
      {/* Figures change by the moment; what is announced is the stage alone. */}
      <span role="status" data-testid="measure-stage" className="sr-only">
        {run === null ? "" : stageText(run)}
      </span>
      {run !== null && (
        <span data-testid="measure-status" className="tabular text-xs text-ink-soft max-md:hidden">
          {progressText(run)}
        </span>
      )}
      <Button
        data-testid="measure-start"
        icon={<Gauge size={15} strokeWidth={1.75} className="max-[479px]:hidden" />}
        disabled={run !== null || cost === null || unusable !== null}
        tip={unusable ?? undefined}
        tipSide="end"
        onClick={() => void startMeasure()}
      >
        {commandWords(run !== null, cost)}
      </Button>
      {run !== null && (
        <Button data-testid="measure-cancel" aria-label="Cancel the measurement" onClick={cancelMeasure}>
          Cancel
        </Button>
      )}
    </div>
  );
}

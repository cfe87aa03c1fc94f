"use client";

import { Pause, Play, X } from "lucide-react";
import { Button } from "@/components/ui/Button";
import type { RunState } from "@/lib/measure/run/measureRun";
import { cancelMeasure, pauseMeasure, resumeMeasure } from "./measureSession";
import { progressText } from "./measureText";

const icon = { size: 15, strokeWidth: 1.75 };

/** A run as it goes on: stage, progress with time left, what is measured now, and what was skipped. */
export function RunProgress({ run }: { readonly run: RunState }) {
  return (
    <section aria-label="Measurement" data-testid="measure-progress" data-stage={run.stage}>
      <div className="flex items-center gap-3">
        <progress
          className="h-2 w-full accent-(--accent)"
          value={run.progress}
          max={1}
          aria-label="Progress"
        />
        <Button
          look="quiet"
          icon={run.paused ? <Play {...icon} /> : <Pause {...icon} />}
          onClick={run.paused ? resumeMeasure : pauseMeasure}
        >
          {run.paused ? "Resume" : "Pause"}
        </Button>
        <Button look="quiet" icon={<X {...icon} />} onClick={cancelMeasure}>
          Cancel
        </Button>
      </div>
      <p className="tabular text-ink-soft">
        {progressText(run)}
        {run.label !== "" && <span className="text-ink-muted">. {run.label}</span>}
      </p>
      {run.incidents.map((incident) => (
        <p
          key={incident}
          data-testid="message"
          data-kind="warning"
          className="mt-1 rounded bg-warning-soft px-2 py-1 text-warning"
        >
          {incident} A fresh worker does the rest.
        </p>
      ))}
    </section>
  );
}

"use client";

import { useMemo } from "react";
import { useProfile } from "@/components/devices/session";
import { usePredictions } from "@/components/frontier/usePredictions";
import { commands, useHover, useWorkbench } from "@/components/shell/session";
import { CurveChart } from "@/components/ui/chart/CurveChart";
import { RowChart } from "@/components/ui/chart/RowChart";
import { byPosition, type LayerPosition, samePosition } from "@/lib/design/edit/laneEdit";
import type { DeviceProfile } from "@/lib/latency/deviceProfile";
import { rooflinePoints } from "@/lib/latency/rooflinePoints";
import { stepTimeAgainstContext, throughputAgainstBatch } from "@/lib/latency/sweeps";
import { hoveredOperator } from "@/lib/store/hover";
import { layerTimes } from "@/lib/store/layerTimes";
import { stackOf } from "@/lib/store/predictions";
import { workloadOf } from "@/lib/store/workbenchDocument";
import { LayerFigure } from "./LayerFigure";
import { partLook } from "./partLook";
import { RooflineFigure } from "./RooflineFigure";

/** Why the design is as fast as it is: time by operator, kernel class, cause and layer, the roofline, and two sweeps. */
export default function WhyPanel() {
  const profile = useProfile(useWorkbench((state) => state.document.deviceId));
  const predictions = usePredictions();
  const design = useWorkbench((state) => state.document.design);
  const problems = predictions.latencyProblems(design);
  if (profile.kind !== "ready" || problems.length > 0)
    return (
      <p role="status" className="p-4 text-ink-muted">
        {problems.join(" ")}
      </p>
    );
  return <WhyCharts profile={profile.profile} />;
}

function WhyCharts({ profile }: { readonly profile: DeviceProfile }) {
  const design = useWorkbench((state) => state.document.design);
  const workload = useWorkbench((state) => workloadOf(state.document));
  const chosenStack = useWorkbench((state) => state.document.stackId);
  const stackId = stackOf(profile, chosenStack, workload);
  const highlighted = useHover(hoveredOperator);
  const picked = useWorkbench((state) => state.selection.layers);
  const pick = (position: LayerPosition, add: boolean) => {
    const others = picked.filter((known) => !samePosition(known, position));
    const layers = !add ? [position] : others.length < picked.length ? others : [...others, position];
    commands.select({ layers: [...layers].sort(byPosition) });
  };
  const latency = usePredictions().latencyOf(design);
  const context = useMemo(
    () => stepTimeAgainstContext(design, workload, profile, stackId),
    [design, workload, profile, stackId],
  );
  const batches = useMemo(
    () => throughputAgainstBatch(design, workload, profile, stackId),
    [design, workload, profile, stackId],
  );
  const roofline = useMemo(
    () => rooflinePoints(design, workload, latency?.batch ?? 1, profile),
    [design, workload, profile, latency],
  );
  if (latency === null) return null;
  const stack = profile.stacks.find(({ id }) => id === stackId)?.name ?? stackId;
  const source = `${design.name} on ${profile.name}, ${stack}; ${workload.name}. Predicted by Paretoscope.`;
  const curve = { id: "design", label: design.name, colour: "var(--accent)" };
  const full = batches.at(-1);
  return (
    <div className="grid gap-x-8 gap-y-5 p-4 min-[760px]:grid-cols-2 min-[1400px]:grid-cols-3">
      <RowChart
        title="Time by operator"
        yName=""
        unit="ms"
        source={source}
        rows={latency.breakdown.map(({ operator, ms }) => ({
          id: operator,
          label: partLook(operator).label,
          value: ms,
          colour: partLook(operator).fill,
        }))}
      />
      {latency.byKernelClass.length > 0 && (
        <RowChart
          title="Time by kernel class"
          yName=""
          unit="ms"
          source={source}
          rows={latency.byKernelClass.map(({ kernelClass, ms }) => ({
            id: kernelClass,
            label: kernelClass,
            value: ms,
            colour: "var(--ink-muted)",
          }))}
        />
      )}
      {latency.byCause.length > 0 && (
        <RowChart
          title="Time by cause"
          yName=""
          unit="ms"
          source={source}
          rows={latency.byCause.map(({ cause, ms }) => ({
            id: cause,
            label: cause,
            value: ms,
            colour: "var(--ink-muted)",
          }))}
        />
      )}
      <LayerFigure
        layers={layerTimes(design, latency)}
        source={source}
        highlighted={highlighted}
        selected={picked}
        onPick={pick}
      />
      <RooflineFigure points={roofline} profile={profile} workload={workload} />
      <CurveChart
        title="Time per token against context"
        source={source}
        x={{ name: "context, tokens", unit: "tokens", kind: "log" }}
        y={{ name: "time per token", unit: "ms/token", kind: "linear" }}
        curves={[{ ...curve, points: context }]}
      />
      <CurveChart
        title="Throughput against batch, until memory is full"
        source={source}
        x={{ name: "batch", unit: "sequences", kind: "log" }}
        y={{ name: "throughput", unit: "tokens/s", kind: "log" }}
        curves={[{ ...curve, points: batches }]}
        notes={
          full === undefined
            ? []
            : [{ x: full.x, y: full.y, label: "memory full", text: `Memory is full at ${full.x} sequences` }]
        }
      />
    </div>
  );
}

import { useMemo } from "react";
import { CurveChart, type DrawnCurve } from "@/components/ui/chart/CurveChart";
import type { Unit } from "@/lib/base/estimate";
import { figureText } from "@/lib/base/figure";
import type { Workload } from "@/lib/cost/workload";
import type { DeviceProfile } from "@/lib/latency/deviceProfile";
import {
  latencyAgainstBatch,
  latencyAgainstLength,
  memoryAgainstContext,
  throughputAgainstBatch,
} from "@/lib/latency/sweeps";
import { crossings } from "@/lib/plot/lineChart";
import type { CompareMember } from "@/lib/store/compareMembers";
import { memberLook } from "./memberLook";

interface CompareCurvesProps {
  readonly members: readonly CompareMember[];
  readonly profile: DeviceProfile;
  readonly stackId: string;
  readonly workload: Workload;
  readonly source: string;
}

/** Latency against generated length and batch, and throughput against batch, with the points where one overtakes another; memory. */
export function CompareCurves({ members, profile, stackId, workload, source }: CompareCurvesProps) {
  const curves = useMemo(
    () => ({
      length: members.map((member, place) =>
        drawn(member, place, latencyAgainstLength(member.design, workload, profile, stackId)),
      ),
      waiting: members.map((member, place) =>
        drawn(member, place, latencyAgainstBatch(member.design, workload, profile, stackId)),
      ),
      batch: members.map((member, place) =>
        drawn(member, place, throughputAgainstBatch(member.design, workload, profile, stackId)),
      ),
      memory: members.map((member, place) =>
        drawn(member, place, memoryAgainstContext(member.design, workload)),
      ),
    }),
    [members, profile, stackId, workload],
  );
  const tokens = { unit: "tokens", kind: "log" } as const;
  return (
    <>
      <CurveChart
        title="Latency against generated length"
        source={source}
        x={{ name: "tokens generated", ...tokens }}
        y={{ name: "latency", unit: "ms", kind: "log" }}
        curves={curves.length}
        notes={overtakings(curves.length, "tokens", "ms")}
      />
      <CurveChart
        title="Latency against batch, until memory is full"
        source={source}
        x={{ name: "batch", unit: "sequences", kind: "log" }}
        y={{ name: "latency", unit: "ms", kind: "log" }}
        curves={curves.waiting}
        notes={overtakings(curves.waiting, "sequences", "ms")}
      />
      <CurveChart
        title="Throughput against batch, until memory is full"
        source={source}
        x={{ name: "batch", unit: "sequences", kind: "log" }}
        y={{ name: "throughput", unit: "tokens/s", kind: "log" }}
        curves={curves.batch}
        notes={overtakings(curves.batch, "sequences", "tokens/s")}
      />
      <CurveChart
        title="Memory of one sequence against context"
        source={source}
        x={{ name: "context, tokens", ...tokens }}
        y={{ name: "memory", unit: "B", kind: "log" }}
        curves={curves.memory}
        notes={overtakings(curves.memory, "tokens", "B")}
      />
    </>
  );
}

function drawn(member: CompareMember, place: number, points: DrawnCurve["points"]): DrawnCurve {
  return { id: member.id, label: member.name, points, ...memberLook(place) };
}

/** The points where two curves meet, each with a sentence. */
function overtakings(curves: readonly DrawnCurve[], along: Unit, unit: Unit) {
  return curves.flatMap((first, at) =>
    curves.slice(at + 1).flatMap((second) =>
      crossings(first.points, second.points).map(({ x, y }) => ({
        x,
        y,
        label: figureText(x, along),
        text: `${first.label} and ${second.label} meet at ${figureText(x, along)}, ${figureText(y, unit)}`,
      })),
    ),
  );
}

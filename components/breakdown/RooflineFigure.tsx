import { ChartAxes } from "@/components/ui/chart/ChartAxes";
import { ChartFigure } from "@/components/ui/chart/ChartFigure";
import { figureText } from "@/lib/base/figure";
import type { Workload } from "@/lib/cost/workload";
import type { DeviceProfile } from "@/lib/latency/deviceProfile";
import type { RooflinePoint } from "@/lib/latency/rooflinePoints";
import { rooflineChart } from "@/lib/plot/rooflineChart";
import { partLook } from "./partLook";

interface RooflineFigureProps {
  readonly points: readonly RooflinePoint[];
  readonly profile: Pick<DeviceProfile, "name" | "sheet">;
  readonly workload: Workload;
}

/** The design's kernels under the roof of the device. */
export function RooflineFigure({ points, profile, workload }: RooflineFigureProps) {
  const eight = workload.precision === "fp8" && profile.sheet.peakFp8 !== null;
  const peak = eight && profile.sheet.peakFp8 !== null ? profile.sheet.peakFp8 : profile.sheet.peakBf16;
  const device = { bandwidth: profile.sheet.bandwidth, peak };
  const looks = new Map(points.map((point) => [point.id, partLook(point.operator)]));
  const marks = points.map(({ id, label, intensity, flopsPerSecond, ms, operator }) => ({
    id,
    label: `${partLook(operator).symbol} ${label}`,
    intensity,
    rate: flopsPerSecond,
    weight: ms,
  }));
  return (
    <ChartFigure
      title="Roofline: what binds each kernel"
      yName={`${rooflineChart(marks, device, 420, 280).y.text.unit}/s reached`}
      xName="FLOP a byte"
      height={280}
      source={`${profile.name}: ${figureText(device.bandwidth, "B")}/s, ${figureText(peak, "FLOP")}/s ${eight ? "fp8" : "bf16"} by data sheet; rates by predicted kernel times. Area shows time.`}
      table={{
        columns: ["operator", "kernel", "FLOP per byte", "FLOP/s", "ms"],
        rows: points.map((point) => [
          point.operator,
          point.label,
          point.intensity,
          point.flopsPerSecond,
          point.ms,
        ]),
      }}
    >
      {({ width, height }) => {
        const chart = rooflineChart(marks, device, width, height);
        return (
          <>
            <ChartAxes inner={chart.inner} x={chart.x} y={chart.y} />
            <path d={chart.roof} fill="none" stroke="var(--ink)" strokeWidth={1.6} />
            {chart.marks.map(({ id, x, y, radius, label, weight }) => (
              <circle
                key={id}
                cx={x}
                cy={y}
                r={radius}
                fill={looks.get(id)?.fill ?? "var(--ink-muted)"}
                fillOpacity={0.85}
                stroke="var(--panel)"
              >
                <title>{`${looks.get(id)?.label ?? ""}, ${label}: ${figureText(weight, "ms")}`}</title>
              </circle>
            ))}
            {chart.labels.map(({ id, box, text }) => (
              <text
                key={id}
                x={box.x + box.width / 2}
                y={box.y + box.height - 3}
                textAnchor="middle"
                fontSize={11}
                fill="var(--ink-soft)"
                className="plot-halo"
              >
                {text}
              </text>
            ))}
          </>
        );
      }}
    </ChartFigure>
  );
}

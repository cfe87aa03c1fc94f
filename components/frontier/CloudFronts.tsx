import type { Cloud } from "@/lib/pareto/scene/cloud";
import type { PlotFrame, View } from "@/lib/pareto/scene/frame";
import { stepCorners } from "@/lib/pareto/scene/fronts";
import { linePath } from "@/lib/plot/stepPath";

interface CloudFrontsProps {
  readonly cloud: Cloud;
  readonly frame: PlotFrame;
  readonly view: View;
}

/** The step line of each set of candidates, with the set's name at its end. */
export function CloudFronts({ cloud, frame, view }: CloudFrontsProps) {
  return (
    <g aria-hidden>
      {cloud.sets.map((set, at) => {
        const corners = cloudSteps(cloud, at, frame, view);
        const end = corners.at(-1);
        if (end === undefined) return null;
        return (
          <g key={set.id}>
            <path d={linePath(corners)} fill="none" stroke="var(--ink-soft)" strokeWidth={1.2} />
            <text
              x={Math.min(end.x, frame.inner.x + frame.inner.width) - 4}
              y={end.y - 5}
              textAnchor="end"
              fontSize={12}
              fontStyle="italic"
              fill="var(--ink-muted)"
              className="plot-halo"
            >
              {set.name}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function cloudSteps(cloud: Cloud, at: number, frame: PlotFrame, view: View) {
  const front = cloud.fronts[at] ?? new Uint32Array();
  const points = [...front].map((place) => ({
    x: cloud.xs[place]! * view.k + view.x,
    y: cloud.ys[place]! * view.k + view.y,
  }));
  return stepCorners(points, frame);
}

import { useRef } from "react";
import type { Cloud } from "@/lib/pareto/scene/cloud";
import type { PlotFrame, View } from "@/lib/pareto/scene/frame";
import { worseEdges } from "@/lib/pareto/scene/frame";
import { stepCorners } from "@/lib/pareto/scene/fronts";
import { areaPath, type Corner, linePath, pixel } from "@/lib/plot/stepPath";
import { type Motion, useMotion } from "./liveView";

interface CloudFrontsProps {
  readonly cloud: Cloud;
  readonly frame: PlotFrame;
  readonly view: View;
}

/** The step line of each set of candidates, and the area it attains. */
export function CloudFronts({ cloud, frame, view }: CloudFrontsProps) {
  const edge = worseEdges(frame).y;
  return (
    <g aria-hidden>
      {cloud.sets.map((set, at) => {
        const corners = cloudSteps(cloud, at, frame, view);
        return corners.length < 2 ? null : (
          <g key={set.id}>
            <path d={areaPath(corners, edge)} fill="var(--ink-soft)" opacity={0.035} />
            <path d={linePath(corners)} fill="none" stroke="var(--ink-soft)" strokeWidth={1.2} />
          </g>
        );
      })}
    </g>
  );
}

/** The name of each set at the end of its step line. */
export function CloudNames({
  cloud,
  frame,
  motion,
}: Omit<CloudFrontsProps, "view"> & { readonly motion: Motion }) {
  const layer = useRef<SVGGElement>(null);
  useMotion(motion, ({ k, y }) => {
    for (const name of layer.current?.children ?? []) {
      const at = Number(name.getAttribute("data-y"));
      name.setAttribute("transform", `translate(0,${pixel(at * k + y)})`);
    }
  });
  const { inner } = frame;
  return (
    <g ref={layer} aria-hidden>
      {cloud.sets.map((set, at) => {
        const end = cloudSteps(cloud, at, frame, motion.from).at(-1);
        if (end === undefined) return null;
        const leftwards = end.x > inner.x + inner.width / 2;
        const edge = leftwards ? Math.min(end.x, inner.x + inner.width) - 4 : Math.max(end.x, inner.x) + 4;
        return (
          <g key={set.id} data-y={end.y} transform={`translate(0,${pixel(end.y)})`}>
            <text
              x={pixel(edge)}
              y={-5}
              textAnchor={leftwards ? "end" : "start"}
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

function cloudSteps(cloud: Cloud, at: number, frame: PlotFrame, view: View): readonly Corner[] {
  const front = cloud.fronts[at] ?? new Uint32Array();
  const points = Array.from(front, (place) => ({
    x: cloud.xs[place]! * view.k + view.x,
    y: cloud.ys[place]! * view.k + view.y,
  }));
  return stepCorners(points, frame);
}

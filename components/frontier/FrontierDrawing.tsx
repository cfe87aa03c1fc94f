import { type RefObject, useRef } from "react";
import type { Mark } from "@/lib/pareto/marks";
import type { Cloud } from "@/lib/pareto/scene/cloud";
import type { PlotLayout } from "@/lib/pareto/scene/frame";
import type { FrontierScene } from "@/lib/pareto/scene/scene";
import { BetterArrow } from "./BetterArrow";
import { CloudFronts, CloudNames } from "./CloudFronts";
import { IsoLayer } from "./IsoLayer";
import { type Motion, useMotion } from "./liveView";
import { MarkLayer } from "./MarkLayer";
import { PlotAxes, PlotLines } from "./PlotAxes";
import { PaperAxisNames, PlotLegend } from "./PlotLegend";
import { FrontLayer, LabelLayer, UncertaintyLayer } from "./SceneLayers";

interface FrontierDrawingProps {
  readonly svg: RefObject<SVGSVGElement | null>;
  readonly layout: PlotLayout;
  readonly scene: FrontierScene;
  readonly cloud: Cloud;
  readonly marks: readonly Mark[];
  readonly selected: ReadonlySet<string>;
  readonly motion: Motion;
}

/** The vector layers of the plot. Lines and areas move with a gesture as one; marks and names move without growing. */
export function FrontierDrawing({
  svg,
  layout,
  scene,
  cloud,
  marks,
  selected,
  motion,
}: FrontierDrawingProps) {
  const { frame } = scene;
  const { inner } = frame;
  const { live } = motion;
  const scaled = useRef<SVGGElement>(null);
  useMotion(motion, ({ k, x, y }) => {
    if (k === 1 && x === 0 && y === 0) scaled.current?.removeAttribute("transform");
    else scaled.current?.setAttribute("transform", `translate(${x},${y})scale(${k})`);
  });
  return (
    <svg
      ref={svg}
      aria-hidden
      data-chart="frontier"
      width={layout.width}
      height={layout.height}
      className="pointer-events-none absolute inset-0 block"
    >
      <defs>
        <clipPath id="frontier-inner">
          <rect x={inner.x - 6} y={inner.y - 6} width={inner.width + 12} height={inner.height + 12} />
        </clipPath>
      </defs>
      <PlotAxes layout={layout} live={live} />
      <g clipPath="url(#frontier-inner)">
        <g ref={scaled} className="[&_*]:[vector-effect:non-scaling-stroke]">
          <FrontLayer fronts={scene.fronts} />
          <IsoLayer lines={scene.isoLines} />
          <CloudFronts cloud={cloud} frame={frame} view={motion.from} />
          <UncertaintyLayer joins={scene.joins} boxes={scene.boxes} />
        </g>
        <CloudNames cloud={cloud} frame={frame} motion={motion} />
        <PlotLines layout={layout} live={live} marks={marks} />
        <LabelLayer labels={scene.labels} marks={scene.marks} motion={motion} />
        <MarkLayer marks={scene.marks} selected={selected} motion={motion} />
      </g>
      <BetterArrow frame={frame} />
      <PlotLegend marks={scene.marks} frame={frame} />
      <PaperAxisNames frame={frame} />
    </svg>
  );
}

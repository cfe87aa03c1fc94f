import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Cloud } from "@/lib/pareto/scene/cloud";
import { neighbourly } from "@/lib/pareto/scene/cloudGrid";
import type { PlotFrame } from "@/lib/pareto/scene/frame";
import type { CloudPoints } from "@/lib/plot/cloudRaster";
import { drawCloud } from "./drawCloud";
import { type InkColours, onThemeChange, readInk } from "./inkColours";
import type { Motion } from "./liveView";
import { whenIdle } from "./whenIdle";

interface CandidateCanvasProps {
  readonly cloud: Cloud;
  readonly classes: Uint8Array;
  readonly motion: Motion;
  readonly frame: PlotFrame;
}

/** Device pixels a CSS pixel is drawn with at most; a gesture is drawn coarser on dense screens and sharpens at rest. */
const sharpest = 2;
const moving = 1;

/** All candidates as one raster under the vector layers, drawn anew at every frame of a pan or zoom. */
export function CandidateCanvas({ cloud, classes, motion, frame }: CandidateCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const raster = useRef<ImageData | null>(null);
  const points = useMemo<{ current: CloudPoints }>(
    () => ({ current: { ...cloud, classes } }),
    [cloud, classes],
  );
  const [ink, setInk] = useState<InkColours | null>(null);
  const { inner } = frame;
  const { live, from } = motion;

  useEffect(() => {
    const read = () => {
      if (canvas.current !== null) setInk(readInk(canvas.current));
    };
    read();
    return onThemeChange(read);
  }, []);

  // The first picture need not wait for the points to be put in order; gestures are the smoother for it.
  useLayoutEffect(
    () =>
      whenIdle(() => {
        points.current = neighbourly(cloud, classes);
      }),
    [points, cloud, classes],
  );

  useLayoutEffect(() => {
    const draw = () => {
      if (canvas.current === null || ink === null) return;
      const view = live.now();
      const ratio = Math.min(window.devicePixelRatio || 1, view === from ? sharpest : moving);
      const seen = { points: points.current, view, inner };
      raster.current = drawCloud(canvas.current, seen, ink, ratio, raster.current);
    };
    draw();
    return live.follow(draw);
  }, [points, live, from, inner, ink]);

  return (
    <canvas
      ref={canvas}
      aria-hidden
      data-candidates={cloud.size}
      style={{ left: inner.x, top: inner.y, width: inner.width, height: inner.height }}
      className="pointer-events-none absolute"
    />
  );
}

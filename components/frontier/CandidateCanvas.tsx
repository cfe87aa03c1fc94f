import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Cloud } from "@/lib/pareto/scene/cloud";
import type { PlotFrame, View } from "@/lib/pareto/scene/frame";
import { rasteriseCloud } from "@/lib/plot/cloudRaster";
import { type InkColours, onThemeChange, readInk } from "./inkColours";

interface CandidateCanvasProps {
  readonly cloud: Cloud;
  readonly classes: Uint8Array;
  readonly view: View;
  readonly frame: PlotFrame;
}

/** Radius of a candidate in CSS pixels; crowds are drawn finer. */
const radiusFor = (size: number) => (size > 20_000 ? 1.2 : size > 2_000 ? 1.6 : 2.4);
/** Ink one candidate adds; crowds need less to show their density. */
const opacityFor = (size: number) => (size > 20_000 ? 0.22 : size > 2_000 ? 0.35 : 0.6);

/** All candidates as one raster under the vector layers, redrawn whole at every pan and zoom. */
export function CandidateCanvas({ cloud, classes, view, frame }: CandidateCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const raster = useRef<ImageData | null>(null);
  const [ink, setInk] = useState<InkColours | null>(null);
  const { inner } = frame;

  useEffect(() => {
    const read = () => {
      if (canvas.current !== null) setInk(readInk(canvas.current));
    };
    read();
    return onThemeChange(read);
  }, []);

  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || ink === null) return;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const width = Math.max(1, Math.round(inner.width * ratio));
    const height = Math.max(1, Math.round(inner.height * ratio));
    if (context.canvas.width !== width || context.canvas.height !== height) {
      context.canvas.width = width;
      context.canvas.height = height;
    }
    if (raster.current?.width !== width || raster.current.height !== height)
      raster.current = new ImageData(width, height);
    const opacity = opacityFor(cloud.size);
    rasteriseCloud(
      raster.current,
      { xs: cloud.xs, ys: cloud.ys, classes },
      [
        { colour: ink.quiet, opacity },
        { colour: ink.ink, opacity: 0.9 },
        { colour: ink.accent, opacity: 0.9 },
      ],
      {
        k: view.k * ratio,
        shiftX: (view.x - inner.x) * ratio,
        shiftY: (view.y - inner.y) * ratio,
      },
      radiusFor(cloud.size) * ratio,
    );
    context.putImageData(raster.current, 0, 0);
  }, [cloud, classes, view, inner.x, inner.y, inner.width, inner.height, ink]);

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

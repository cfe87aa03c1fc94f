import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Cloud } from "@/lib/pareto/scene/cloud";
import type { PlotFrame, View } from "@/lib/pareto/scene/frame";
import { drawCloud } from "./drawCloud";
import { type InkColours, onThemeChange, readInk } from "./inkColours";

interface CandidateCanvasProps {
  readonly cloud: Cloud;
  readonly classes: Uint8Array;
  readonly view: View;
  readonly frame: PlotFrame;
}

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
    if (canvas.current === null || ink === null) return;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    raster.current = drawCloud(canvas.current, { cloud, classes, view, inner }, ink, ratio, raster.current);
  }, [cloud, classes, view, inner, ink]);

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

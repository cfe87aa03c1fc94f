import type { View } from "@/lib/pareto/scene/frame";
import { type CloudPoints, rasteriseCloud } from "@/lib/plot/cloudRaster";
import type { Box } from "@/lib/plot/placeLabels";
import type { InkColours } from "./inkColours";

interface SeenCloud {
  readonly points: CloudPoints;
  readonly view: View;
  readonly inner: Box;
}

/** Radius of a candidate in CSS pixels; crowds are drawn finer. */
const radiusFor = (size: number) => (size > 20_000 ? 1.2 : size > 2_000 ? 1.6 : 2.4);
/** Ink one candidate adds; crowds need less to show their density. */
const opacityFor = (size: number) => (size > 20_000 ? 0.22 : size > 2_000 ? 0.35 : 0.6);

/** Draws candidates into a canvas of the plot's inner size times `ratio`. Returns the raster, to be handed in again. */
export function drawCloud(
  canvas: HTMLCanvasElement,
  { points, view, inner }: SeenCloud,
  ink: InkColours,
  ratio: number,
  known: ImageData | null,
): ImageData | null {
  // Every pixel is written here: a canvas kept by the graphics processor would only copy them back and forth.
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return null;
  const width = Math.max(1, Math.round(inner.width * ratio));
  const height = Math.max(1, Math.round(inner.height * ratio));
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const raster = known?.width === width && known.height === height ? known : new ImageData(width, height);
  rasteriseCloud(
    raster,
    points,
    [
      { colour: ink.quiet, opacity: opacityFor(points.xs.length) },
      { colour: ink.ink, opacity: 0.9 },
      { colour: ink.accent, opacity: 0.9 },
    ],
    { k: view.k * ratio, shiftX: (view.x - inner.x) * ratio, shiftY: (view.y - inner.y) * ratio },
    radiusFor(points.xs.length) * ratio,
  );
  context.putImageData(raster, 0, 0);
  return raster;
}

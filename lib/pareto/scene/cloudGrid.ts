import type { CloudPoints } from "../../plot/cloudRaster";
import { type PointGrid, pointGrid } from "../../plot/pointGrid";
import type { Cloud } from "./cloud";

const grids = new WeakMap<Cloud, { readonly grid: PointGrid | null }>();

/**
 * The shown points of a cloud by where they are; null without any. Pointing and gestures want it, a first look does not:
 * it is made when somebody asks, once a cloud.
 */
export function gridOfCloud(cloud: Cloud): PointGrid | null {
  const known = grids.get(cloud);
  if (known !== undefined) return known.grid;
  const grid = pointGrid(cloud.xs, cloud.ys);
  grids.set(cloud, { grid });
  return grid;
}

/**
 * The shown points in the order of their grid, neighbours together: stamping them in this order stays within a few lines
 * of the raster at a time, which takes half as long as jumping all over it.
 */
export function neighbourly(cloud: Cloud, classes: Uint8Array): CloudPoints {
  const order = gridOfCloud(cloud)?.dealt ?? new Uint32Array();
  const sorted = {
    xs: new Float32Array(order.length),
    ys: new Float32Array(order.length),
    classes: new Uint8Array(order.length),
  };
  for (let at = 0; at < order.length; at++) {
    const place = order[at]!;
    sorted.xs[at] = cloud.xs[place]!;
    sorted.ys[at] = cloud.ys[place]!;
    sorted.classes[at] = classes[place]!;
  }
  return sorted;
}

/** Opaque 8-bit colour. */
export type Rgb = readonly [number, number, number];

/** How one class of points is drawn: its colour, and how much each point adds to the ink of a pixel, 0 to 1. */
export interface CloudInk {
  readonly colour: Rgb;
  readonly opacity: number;
}

/** Pixels of a raster, four bytes each: red, green, blue, alpha, not premultiplied. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Offsets of a disc from its centre, in pixels, with the share of each pixel it covers. */
interface Disc {
  readonly dx: Int8Array;
  readonly dy: Int8Array;
  readonly cover: Float32Array;
}

/**
 * Draws points as small discs into a raster. Where discs of a class pile up the ink deepens, so that density shows; a
 * later class draws over an earlier one. `classes` gives each point's place in `inks`, 255 for hidden. A point moves
 * to `x * k + shiftX`, as pan and zoom say, all in raster pixels. Writing pixels directly keeps a frame of 50,000
 * points within a few milliseconds, which drawing calls do not.
 */
export function rasteriseCloud(
  raster: Raster,
  points: { readonly xs: Float32Array; readonly ys: Float32Array; readonly classes: Uint8Array },
  inks: readonly CloudInk[],
  view: { readonly k: number; readonly shiftX: number; readonly shiftY: number },
  radius: number,
): void {
  raster.data.fill(0);
  const disc = discOf(radius);
  for (let drawn = 0; drawn < inks.length; drawn++) stamp(raster, points, drawn, inks[drawn]!, view, disc);
}

function stamp(
  { width, height, data }: Raster,
  { xs, ys, classes }: { readonly xs: Float32Array; readonly ys: Float32Array; readonly classes: Uint8Array },
  drawn: number,
  { colour, opacity }: CloudInk,
  { k, shiftX, shiftY }: { readonly k: number; readonly shiftX: number; readonly shiftY: number },
  { dx, dy, cover }: Disc,
): void {
  const [red, green, blue] = colour;
  const size = dx.length;
  const inks = cover.map((share) => share * opacity);
  for (let index = 0; index < xs.length; index++) {
    if (classes[index] !== drawn) continue;
    const x = Math.round(xs[index]! * k + shiftX);
    const y = Math.round(ys[index]! * k + shiftY);
    if (!(x >= 0 && x < width && y >= 0 && y < height)) continue;
    for (let at = 0; at < size; at++) {
      const column = x + dx[at]!;
      const row = y + dy[at]!;
      if (column < 0 || column >= width || row < 0 || row >= height) continue;
      const offset = (row * width + column) << 2;
      const alpha = data[offset + 3]!;
      data[offset] = red;
      data[offset + 1] = green;
      data[offset + 2] = blue;
      data[offset + 3] = alpha + (255 - alpha) * inks[at]!;
    }
  }
}

/** Pixels of a disc around a pixel's centre; the rim is softened over one pixel. */
function discOf(radius: number): Disc {
  const reach = Math.ceil(radius);
  const pixels: (readonly [number, number, number])[] = [];
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) {
      const cover = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(x, y)));
      if (cover > 0) pixels.push([x, y, cover]);
    }
  return {
    dx: Int8Array.from(pixels, (pixel) => pixel[0]),
    dy: Int8Array.from(pixels, (pixel) => pixel[1]),
    cover: Float32Array.from(pixels, (pixel) => pixel[2]),
  };
}

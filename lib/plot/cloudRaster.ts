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

/** Points in raster pixels before pan and zoom, and the class of each. */
interface CloudPoints {
  readonly xs: Float32Array;
  readonly ys: Float32Array;
  readonly classes: Uint8Array;
}

/** Pan and zoom in raster pixels: a point moves to `x * k + shiftX`. */
interface CloudView {
  readonly k: number;
  readonly shiftX: number;
  readonly shiftY: number;
}

/** Offsets of a disc from its centre, in pixels, with the share of each pixel it covers. */
interface Disc {
  readonly reach: number;
  readonly dx: Int32Array;
  readonly dy: Int32Array;
  readonly cover: Float32Array;
}

/**
 * Draws points as small discs into a raster. Where discs of a class pile up the ink deepens, so that density shows; a
 * later class draws over an earlier one. `classes` gives each point's place in `inks`, 255 for hidden. Writing whole
 * pixels directly keeps a frame of 50,000 points within a few milliseconds, which drawing calls do not.
 */
export function rasteriseCloud(
  raster: Raster,
  points: CloudPoints,
  inks: readonly CloudInk[],
  view: CloudView,
  radius: number,
): void {
  const { buffer, byteOffset } = raster.data;
  const pixels = new Uint32Array(buffer, byteOffset, raster.width * raster.height);
  pixels.fill(0);
  const disc = discOf(radius);
  for (let drawn = 0; drawn < inks.length; drawn++)
    stamp(pixels, raster.width, raster.height, points, drawn, inks[drawn]!, view, disc);
}

function stamp(
  pixels: Uint32Array,
  width: number,
  height: number,
  { xs, ys, classes }: CloudPoints,
  drawn: number,
  { colour: [red, green, blue], opacity }: CloudInk,
  { k, shiftX, shiftY }: CloudView,
  { reach, dx, dy, cover }: Disc,
): void {
  // Typed arrays hold the machine's byte order, little-endian wherever browsers run: alpha is the highest byte.
  const colour = (blue << 16) | (green << 8) | red;
  const size = dx.length;
  const offsets = dx.map((step, at) => dy[at]! * width + step);
  const inks = Int32Array.from(cover, (share) => Math.round(share * opacity * 256));
  for (let index = 0; index < xs.length; index++) {
    if (classes[index] !== drawn) continue;
    const x = Math.round(xs[index]! * k + shiftX);
    const y = Math.round(ys[index]! * k + shiftY);
    if (!(x >= 0 && x < width && y >= 0 && y < height)) continue;
    const centre = y * width + x;
    const whole = x >= reach && x < width - reach && y >= reach && y < height - reach;
    for (let at = 0; at < size; at++) {
      if (!whole && !isInside(x + dx[at]!, y + dy[at]!, width, height)) continue;
      const place = centre + offsets[at]!;
      const alpha = pixels[place]! >>> 24;
      pixels[place] = ((alpha + (((255 - alpha) * inks[at]!) >> 8)) << 24) | colour;
    }
  }
}

function isInside(x: number, y: number, width: number, height: number): boolean {
  return x >= 0 && x < width && y >= 0 && y < height;
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
    reach,
    dx: Int32Array.from(pixels, (pixel) => pixel[0]),
    dy: Int32Array.from(pixels, (pixel) => pixel[1]),
    cover: Float32Array.from(pixels, (pixel) => pixel[2]),
  };
}

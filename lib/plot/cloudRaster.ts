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
export interface CloudPoints {
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

/** Opacity and class of each pixel while points are stamped: a byte each, so that both stay in the processor's cache. */
interface Planes {
  readonly width: number;
  readonly height: number;
  readonly alpha: Uint8Array;
  readonly inkAt: Uint8Array;
}

/**
 * Draws points as small discs into a raster. Where discs of a class pile up the ink deepens, so that density shows; a
 * later class draws over an earlier one. `classes` gives each point's place in `inks`, 255 for hidden. Points are
 * stamped into one byte a pixel, and the pixels are written once at the end: a frame of 50,000 points then takes a
 * millisecond or two, which drawing calls do not.
 */
export function rasteriseCloud(
  raster: Raster,
  points: CloudPoints,
  inks: readonly CloudInk[],
  view: CloudView,
  radius: number,
): void {
  const planes = planesFor(raster);
  for (let drawn = 0; drawn < inks.length; drawn++) {
    const { opacity } = inks[drawn]!;
    stamp(planes, points, drawn, opacity, view, discOf(radius, leastInk / opacity));
  }
  resolve(raster, planes, inks);
}

const planesOf = new WeakMap<Raster["data"], Planes>();

/** The planes of a raster, cleared. They are kept with it, as a plot draws into the same raster frame after frame. */
function planesFor({ data, width, height }: Raster): Planes {
  const known = planesOf.get(data);
  if (known !== undefined) {
    known.alpha.fill(0);
    known.inkAt.fill(0);
    return known;
  }
  const size = 4 * Math.ceil((width * height) / 4);
  const planes = { width, height, alpha: new Uint8Array(size), inkAt: new Uint8Array(size) };
  planesOf.set(data, planes);
  return planes;
}

function stamp(
  { width, height, alpha, inkAt }: Planes,
  { xs, ys, classes }: CloudPoints,
  drawn: number,
  opacity: number,
  { k, shiftX, shiftY }: CloudView,
  { reach, dx, dy, cover }: Disc,
): void {
  const size = dx.length;
  const offsets = dx.map((step, at) => dy[at]! * width + step);
  const inks = Int32Array.from(cover, (share) => Math.round(share * opacity * 256));
  for (let index = 0; index < xs.length; index++) {
    if (classes[index] !== drawn) continue;
    const left = xs[index]! * k + shiftX + 0.5;
    const top = ys[index]! * k + shiftY + 0.5;
    if (!(left >= 0 && left < width && top >= 0 && top < height)) continue;
    // Both are positive here, so cutting the fraction off rounds down.
    const x = left | 0;
    const y = top | 0;
    const centre = y * width + x;
    const whole = x >= reach && x < width - reach && y >= reach && y < height - reach;
    for (let at = 0; at < size; at++) {
      if (!whole && !isInside(x + dx[at]!, y + dy[at]!, width, height)) continue;
      const place = centre + offsets[at]!;
      const before = alpha[place]!;
      alpha[place] = before + (((255 - before) * inks[at]!) >> 8);
      // The first class is what the plane holds anyway, and by far the largest.
      if (drawn > 0) inkAt[place] = drawn;
    }
  }
}

/** Writes opacity and colour of every pixel, four at a time: most fours are empty, or of the first class throughout. */
function resolve(raster: Raster, { alpha, inkAt }: Planes, inks: readonly CloudInk[]): void {
  const { buffer, byteOffset } = raster.data;
  const pixels = new Uint32Array(buffer, byteOffset, raster.width * raster.height);
  const alphaFours = new Uint32Array(alpha.buffer);
  const inkFours = new Uint32Array(inkAt.buffer);
  const shades = inks.map(shadesOf);
  const first = shades[0] ?? new Uint32Array(256);
  pixels.fill(0);
  for (let four = 0; four < alphaFours.length; four++) {
    const alphas = alphaFours[four]!;
    if (alphas === 0) continue;
    const place = four << 2;
    if (inkFours[four] === 0) {
      pixels[place] = first[alphas & 255]!;
      pixels[place + 1] = first[(alphas >>> 8) & 255]!;
      pixels[place + 2] = first[(alphas >>> 16) & 255]!;
      pixels[place + 3] = first[alphas >>> 24]!;
    } else for (let at = place; at < place + 4; at++) pixels[at] = shades[inkAt[at]!]![alpha[at]!]!;
  }
}

/**
 * A colour at every opacity, as a pixel. Typed arrays hold the machine's byte order, little-endian wherever browsers run:
 * alpha is the highest byte.
 */
function shadesOf({ colour: [red, green, blue] }: CloudInk): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, alpha) =>
    alpha === 0 ? 0 : ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0,
  );
}

function isInside(x: number, y: number, width: number, height: number): boolean {
  return x >= 0 && x < width && y >= 0 && y < height;
}

/** Ink that no eye sees: the corners of a small disc in a crowd, which would nearly double the work. */
const leastInk = 0.07;

/** Pixels of a disc around a pixel's centre; the rim is softened over one pixel, and left out below `least` cover. */
function discOf(radius: number, least: number): Disc {
  const reach = Math.ceil(radius);
  const pixels: (readonly [number, number, number])[] = [];
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) {
      const cover = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(x, y)));
      if (cover > 0 && cover >= least) pixels.push([x, y, cover]);
    }
  return {
    reach,
    dx: Int32Array.from(pixels, (pixel) => pixel[0]),
    dy: Int32Array.from(pixels, (pixel) => pixel[1]),
    cover: Float32Array.from(pixels, (pixel) => pixel[2]),
  };
}

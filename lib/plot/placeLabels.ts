/** A rectangle by its corner with the least x and y, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A label that wants a place beside its mark. */
export interface LabelRequest {
  readonly id: string;
  /** Centre and radius of the mark. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
  readonly height: number;
  /** Higher goes first. */
  readonly priority: number;
}

/** A label's box, and whether it stands so far off that a line must lead back to its mark. */
export interface PlacedLabel {
  readonly id: string;
  readonly box: Box;
  readonly led: boolean;
}

/** Free pixels between a mark and its label, and between labels side by side. */
const gap = 4;
const labelGap = 6;
/** Distances of the label from its mark, tried in turn; from the second on a line leads back. */
const rings = [0, 14, 30, 48];
/** Sides tried in turn, as steps right and down. */
const sides = [
  [1, 0],
  [0, -1],
  [0, 1],
  [-1, 0],
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
] as const;

/**
 * Places labels so that none covers another, a mark or an obstacle, and all stay inside the frame. Greedy by priority: each
 * takes the nearest free place around its mark, but none that is nearer to another. A label without a free place is left out; its mark still answers to
 * hover and focus, which beats unreadable text.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  frame: Box,
  obstacles: readonly Box[] = [],
): PlacedLabel[] {
  const marks = requests.map(({ x, y, radius }) => ({
    x: x - radius,
    y: y - radius,
    width: 2 * radius,
    height: 2 * radius,
  }));
  const taken: Box[] = [...obstacles, ...marks];
  const placed: PlacedLabel[] = [];
  for (const request of [...requests].sort((a, b) => b.priority - a.priority)) {
    if (!contains(frame, request.x, request.y)) continue;
    const others = requests.filter((other) => other !== request);
    const found = firstFree(request, frame, taken, others);
    if (found === null) continue;
    taken.push(padded(found.box));
    placed.push(found);
  }
  return placed;
}

function firstFree(
  request: LabelRequest,
  frame: Box,
  taken: readonly Box[],
  others: readonly LabelRequest[],
): PlacedLabel | null {
  for (const ring of rings)
    for (const [right, down] of sides) {
      const box = boxBeside(request, right, down, ring);
      if (!inside(box, frame) || taken.some((other) => overlaps(box, other))) continue;
      if (ring === 0 || pointsTo(request, box, others)) return { id: request.id, box, led: ring > 0 };
    }
  return null;
}

/** Whether a label off its mark still reads as that mark's: no other mark is nearer to it. */
function pointsTo(request: LabelRequest, box: Box, others: readonly LabelRequest[]): boolean {
  const own = distanceTo(box, request);
  return others.every((other) => distanceTo(box, other) >= own);
}

function distanceTo(box: Box, { x, y }: { readonly x: number; readonly y: number }): number {
  const end = leaderEnd(box, x, y);
  return Math.hypot(end.x - x, end.y - y);
}

/** Two labels on one line stand apart by more than a space, or they read as one. */
function padded({ x, y, width, height }: Box): Box {
  return { x: x - labelGap, y, width: width + 2 * labelGap, height };
}

function boxBeside(request: LabelRequest, right: number, down: number, ring: number): Box {
  const { x, y, radius, width, height } = request;
  const away = radius + gap + ring;
  const diagonal = right !== 0 && down !== 0 ? 0.75 : 1;
  const centreX = x + right * diagonal * (away + width / 2);
  const centreY = y + down * diagonal * (away + height / 2);
  return { x: centreX - width / 2, y: centreY - height / 2, width, height };
}

/** True when two boxes share more than an edge. */
export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function inside(box: Box, frame: Box): boolean {
  return (
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width &&
    box.y + box.height <= frame.y + frame.height
  );
}

function contains(frame: Box, x: number, y: number): boolean {
  return x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height;
}

/** The point of a box's edge nearest to a mark: where its leader line ends. */
export function leaderEnd(box: Box, x: number, y: number): { readonly x: number; readonly y: number } {
  return {
    x: Math.min(Math.max(x, box.x), box.x + box.width),
    y: Math.min(Math.max(y, box.y), box.y + box.height),
  };
}

/** Widths of a character as a share of the type size, for scripts that run wide and for all others. */
const wideCharacter = 1;
const usualCharacter = 0.52;

/** Estimated width of a text in pixels. Errs on the wide side, so that labels placed by it never touch. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += isWide(character) ? wideCharacter : usualCharacter;
  return width * size;
}

/** Chinese, Japanese, Korean and full-width forms, and emoji, take a whole em. */
function isWide(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  return (
    (point >= 0x1100 && point <= 0x115f) ||
    (point >= 0x2e80 && point <= 0xa4cf) ||
    (point >= 0xac00 && point <= 0xd7a3) ||
    (point >= 0xf900 && point <= 0xfaff) ||
    (point >= 0xfe30 && point <= 0xfe6f) ||
    (point >= 0xff00 && point <= 0xff60) ||
    point >= 0x1f300
  );
}

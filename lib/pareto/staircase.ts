import { bisectLeft } from "d3-array";

/**
 * Points of a two-dimensional front under minimisation: x strictly rising, y strictly falling. Keeps the area between
 * itself and a reference point as points are added; those a new one dominates leave.
 */
export class Staircase {
  private readonly xs: number[] = [];
  private readonly ys: number[] = [];
  private dominatedArea = 0;

  /** The reference point bounds the area; points not strictly below it on both axes add none. */
  constructor(
    private readonly referenceX: number,
    private readonly referenceY: number,
  ) {}

  /** Area that at least one point dominates, up to the reference. */
  get area(): number {
    return this.dominatedArea;
  }

  /** Adds a point; a point that is dominated or equal to one present changes nothing. O(log n) search, linear removal. */
  add(x: number, y: number): void {
    if (!(x < this.referenceX && y < this.referenceY)) return;
    const { xs, ys } = this;
    let start = bisectLeft(xs, x);
    if (start > 0 && ys[start - 1]! <= y) return;
    if (xs[start] === x && ys[start]! <= y) return;
    const ceiling = start > 0 ? ys[start - 1]! : this.referenceY;
    let height = ceiling;
    let left = x;
    const first = start;
    let gained = 0;
    while (start < xs.length && ys[start]! >= y) {
      gained += (xs[start]! - left) * (height - y);
      left = xs[start]!;
      height = ys[start]!;
      start++;
    }
    const right = start < xs.length ? xs[start]! : this.referenceX;
    gained += (right - left) * (height - y);
    xs.splice(first, start - first, x);
    ys.splice(first, start - first, y);
    this.dominatedArea += gained;
  }
}

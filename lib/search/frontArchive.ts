import { bisectLeft } from "d3-array";
import { dominatesScores } from "./nonDominatedSort";

/** The non-dominated of all points offered so far, in two or three dimensions to be minimised. Of equal points the first stays. */
export class FrontArchive {
  private members: { readonly id: number; readonly scores: readonly number[] }[] = [];
  private readonly firsts: number[] = [];

  /** Members sorted by their first score. */
  get ids(): readonly number[] {
    return this.members.map((member) => member.id);
  }

  get size(): number {
    return this.members.length;
  }

  /** Scores of one axis over all members, in the order of `ids`. */
  column(axis: number): Float64Array {
    return Float64Array.from(this.members, (member) => member.scores[axis]!);
  }

  /** Takes a point in unless a member is at least as good everywhere; true when it is now on the front. */
  offer(id: number, scores: readonly number[]): boolean {
    return scores.length === 2 ? this.offerPlanar(id, scores) : this.offerSpatial(id, scores);
  }

  /** Members are sorted by x with falling y, so that the left neighbour alone can dominate. */
  private offerPlanar(id: number, scores: readonly number[]): boolean {
    const [x, y] = scores as [number, number];
    const { members, firsts } = this;
    const at = bisectLeft(firsts, x);
    if (at > 0 && members[at - 1]!.scores[1]! <= y) return false;
    if (firsts[at] === x && members[at]!.scores[1]! <= y) return false;
    let end = at;
    while (end < members.length && members[end]!.scores[1]! >= y) end++;
    members.splice(at, end - at, { id, scores });
    firsts.splice(at, end - at, x);
    return true;
  }

  private offerSpatial(id: number, scores: readonly number[]): boolean {
    for (const member of this.members)
      if (member.scores.every((score, axis) => score <= scores[axis]!)) return false;
    const kept = this.members.filter((member) => !dominatesScores(scores, member.scores));
    kept.push({ id, scores });
    this.members = kept.sort((a, b) => a.scores[0]! - b.scores[0]! || a.id - b.id);
    return true;
  }
}

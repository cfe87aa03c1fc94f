import { hypervolume2, hypervolume3 } from "../pareto/hypervolume";
import { type ChangeCount, countChanges, noChanges } from "./changeStatistics";
import { FingerprintSet } from "./fingerprintSet";
import { FrontArchive } from "./frontArchive";
import type { Genome } from "./genome";
import { type CompiledGoal, figureCount } from "./goal";
import { type ChangeKind, changeKinds } from "./mutate";
import { idsPerIsland, type RecordChunk } from "./records";

/** One evaluated candidate, read back from the records. */
export interface CandidateRecord {
  readonly id: number;
  readonly genome: Genome;
  readonly figures: Float64Array;
  readonly violation: number;
  readonly change: ChangeKind;
  readonly parent: number;
  readonly secondParent: number;
}

/** One point of the run's course. */
export interface ProgressPoint {
  readonly evaluated: number;
  /** Volume the front dominates, up to the worst point of the first epoch that had feasible designs. */
  readonly hypervolume: number;
}

/** All candidates of a run as columns, with the front, the best and the course kept up to date. */
export class Archive {
  readonly front = new FrontArchive();
  private readonly chunks: RecordChunk[][];
  private readonly distinctPrints = new FingerprintSet();
  private reference: readonly number[] | null = null;
  private readonly course: ProgressPoint[] = [];
  private readonly limitBest: Float64Array;
  private readonly limitMet: Uint32Array;
  private changeCounts: readonly ChangeCount[] = noChanges;
  private bestId = -1;
  private bestViolation = Number.POSITIVE_INFINITY;
  private bestScore = Number.POSITIVE_INFINITY;
  private total = 0;
  private feasibleCount = 0;

  constructor(
    private readonly goal: CompiledGoal,
    private readonly genomeLength: number,
    islands: number,
    private readonly epochSize: number,
  ) {
    this.chunks = Array.from({ length: islands }, () => []);
    this.limitBest = new Float64Array(goal.limits.length).fill(Number.POSITIVE_INFINITY);
    this.limitMet = new Uint32Array(goal.limits.length);
  }

  get evaluated(): number {
    return this.total;
  }

  /** Different designs among the evaluated ones: islands may come upon the same. */
  get distinct(): number {
    return this.chunks.length === 1 ? this.total : this.distinctPrints.size;
  }

  get feasible(): number {
    return this.feasibleCount;
  }

  /** The candidate that breaks limits least, and of those the one with the lowest first objective; -1 before any. */
  get best(): number {
    return this.bestId;
  }

  get progress(): readonly ProgressPoint[] {
    return this.course;
  }

  /** What each kind of change led to so far. */
  get changes(): readonly ChangeCount[] {
    return this.changeCounts;
  }

  /** By limit: the best value any candidate reached (signed so that less is better) and how many kept it. */
  get limitRecords(): readonly { readonly best: number; readonly met: number }[] {
    return Array.from(this.limitBest, (best, at) => ({ best, met: this.limitMet[at]! }));
  }

  chunksOf(island: number): readonly RecordChunk[] {
    return this.chunks[island]!;
  }

  /** Adds the chunks of one epoch, one an island (null where an island had no more to do), in the islands' order. */
  append(epoch: readonly (RecordChunk | null)[]): void {
    for (const [island, chunk] of epoch.entries()) {
      if (chunk === null || chunk.count === 0) continue;
      const start = island * idsPerIsland + this.chunks[island]!.length * this.epochSize;
      this.chunks[island]!.push(chunk);
      this.addRows(chunk, start);
    }
    for (const chunk of epoch)
      if (chunk)
        this.changeCounts = countChanges(this.changeCounts, chunk, this.goal, (id, row) =>
          this.place(id, row),
        );
    this.reference ??= this.worstFeasible(epoch);
    this.course.push({ evaluated: this.total, hypervolume: this.hypervolume() });
  }

  /** The record with this id. */
  record(id: number): CandidateRecord {
    const { chunk, row } = this.place(id, { chunk: null, row: 0 });
    if (chunk === null) throw new Error(`there is no record ${id}`);
    return {
      id,
      genome: chunk.genomes.slice(row * this.genomeLength, (row + 1) * this.genomeLength),
      figures: chunk.figures.slice(row * figureCount, (row + 1) * figureCount),
      violation: chunk.violations[row]!,
      change: changeKinds[chunk.changes[row]!]!,
      parent: chunk.parents[row]!,
      secondParent: chunk.secondParents[row]!,
    };
  }

  /** A column of figures over at most `limit` feasible candidates, evenly spread over the run: for drawing. */
  sample(columns: readonly number[], limit: number): { ids: Int32Array; values: readonly Float64Array[] } {
    const stride = Math.max(1, Math.ceil(this.feasibleCount / limit));
    const ids: number[] = [];
    const values: number[][] = columns.map(() => []);
    let seen = 0;
    for (const [island, chunks] of this.chunks.entries())
      for (const [at, chunk] of chunks.entries())
        for (let row = 0; row < chunk.count; row++) {
          if (chunk.violations[row]! > 0 || seen++ % stride !== 0) continue;
          ids.push(island * idsPerIsland + at * this.epochSize + row);
          for (const [index, column] of columns.entries())
            values[index]!.push(chunk.figures[row * figureCount + column]!);
        }
    return { ids: Int32Array.from(ids), values: values.map((list) => Float64Array.from(list)) };
  }

  private place(id: number, into: { chunk: RecordChunk | null; row: number }) {
    const local = id % idsPerIsland;
    into.chunk = this.chunks[Math.floor(id / idsPerIsland)]?.[Math.floor(local / this.epochSize)] ?? null;
    into.row = local % this.epochSize;
    return into;
  }

  private addRows(chunk: RecordChunk, start: number): void {
    const { goal } = this;
    const [first] = goal.objectives;
    const severalIslands = this.chunks.length > 1;
    for (let row = 0; row < chunk.count; row++) {
      const base = row * figureCount;
      const violation = chunk.violations[row]!;
      const score = first!.sign * chunk.figures[base + first!.column]!;
      if (severalIslands) this.distinctPrints.add(chunk.fingerprints[row]!);
      if (
        violation < this.bestViolation ||
        (violation === this.bestViolation && (score < this.bestScore || this.bestId < 0))
      ) {
        this.bestId = start + row;
        this.bestViolation = violation;
        this.bestScore = score;
      }
      this.noteLimits(chunk.figures, base);
      if (violation > 0) continue;
      this.feasibleCount++;
      this.front.offer(
        start + row,
        goal.front.map(({ column, sign }) => sign * chunk.figures[base + column]!),
      );
    }
    this.total += chunk.count;
  }

  private noteLimits(figures: Float64Array, base: number): void {
    const { limits } = this.goal;
    for (let at = 0; at < limits.length; at++) {
      const { column, sign, bound } = limits[at]!;
      const value = sign * figures[base + column]!;
      if (value < this.limitBest[at]!) this.limitBest[at] = value;
      if (value <= sign * bound) this.limitMet[at]!++;
    }
  }

  private worstFeasible(epoch: readonly (RecordChunk | null)[]): readonly number[] | null {
    const worst = this.goal.front.map(() => Number.NEGATIVE_INFINITY);
    for (const chunk of epoch)
      for (let row = 0; chunk && row < chunk.count; row++) {
        if (chunk.violations[row]! > 0) continue;
        for (const [axis, { column, sign }] of this.goal.front.entries())
          worst[axis] = Math.max(worst[axis]!, sign * chunk.figures[row * figureCount + column]!);
      }
    return worst.every(Number.isFinite) ? worst : null;
  }

  private hypervolume(): number {
    const { reference, front } = this;
    if (reference === null) return 0;
    if (reference.length === 2)
      return hypervolume2(
        front.column(0),
        front.column(1),
        { x: reference[0]!, y: reference[1]! },
        { x: "min", y: "min" },
      );
    return hypervolume3(
      [front.column(0), front.column(1), front.column(2)],
      [reference[0]!, reference[1]!, reference[2]!],
      ["min", "min", "min"],
    );
  }
}

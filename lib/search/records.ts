import { figureCount } from "./goal";

/** Records of evaluated candidates as columns: one row a candidate, genomes and figures row by row. Transferable. */
export interface RecordChunk {
  readonly count: number;
  readonly genomes: Uint16Array;
  readonly figures: Float64Array;
  readonly violations: Float32Array;
  readonly changes: Uint8Array;
  readonly parents: Int32Array;
  readonly secondParents: Int32Array;
  readonly fingerprints: Float64Array;
}

/** Records of one island take this many ids; ids of different islands never meet. */
export const idsPerIsland = 2 ** 27;

/** Islands a run can have: ids stay within 31 bits. */
export const mostIslands = 8;

/** The buffers of a chunk, for handing it over between threads without copying. */
export function buffersOf(chunk: RecordChunk): ArrayBuffer[] {
  return [
    chunk.genomes,
    chunk.figures,
    chunk.violations,
    chunk.changes,
    chunk.parents,
    chunk.secondParents,
    chunk.fingerprints,
  ].map((column) => column.buffer as ArrayBuffer);
}

/** A chunk under construction, of fixed capacity. */
export class RecordWriter {
  private count = 0;
  private readonly genomes: Uint16Array;
  private readonly figures: Float64Array;
  private readonly violations: Float32Array;
  private readonly changes: Uint8Array;
  private readonly parents: Int32Array;
  private readonly secondParents: Int32Array;
  private readonly fingerprints: Float64Array;

  constructor(
    private readonly genomeLength: number,
    readonly capacity: number,
  ) {
    this.genomes = new Uint16Array(capacity * genomeLength);
    this.figures = new Float64Array(capacity * figureCount);
    this.violations = new Float32Array(capacity);
    this.changes = new Uint8Array(capacity);
    this.parents = new Int32Array(capacity);
    this.secondParents = new Int32Array(capacity);
    this.fingerprints = new Float64Array(capacity);
  }

  get size(): number {
    return this.count;
  }

  /** Appends a row and returns its place. */
  add(
    genome: Uint16Array,
    figures: Float64Array,
    violation: number,
    change: number,
    parent: number,
    secondParent: number,
    fingerprint: number,
  ): number {
    const row = this.count++;
    this.genomes.set(genome, row * this.genomeLength);
    this.figures.set(figures, row * figureCount);
    this.violations[row] = violation;
    this.changes[row] = change;
    this.parents[row] = parent;
    this.secondParents[row] = secondParent;
    this.fingerprints[row] = fingerprint;
    return row;
  }

  /** The rows written so far, in arrays of their own size. */
  finish(): RecordChunk {
    const { count } = this;
    return {
      count,
      genomes: this.genomes.slice(0, count * this.genomeLength),
      figures: this.figures.slice(0, count * figureCount),
      violations: this.violations.slice(0, count),
      changes: this.changes.slice(0, count),
      parents: this.parents.slice(0, count),
      secondParents: this.secondParents.slice(0, count),
      fingerprints: this.fingerprints.slice(0, count),
    };
  }
}

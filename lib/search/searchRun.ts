import type { Individual } from "./algorithm";
import { Archive } from "./archive";
import { type EpochResult, freshIsland, Island, type IslandState } from "./island";
import type { RecordChunk } from "./records";
import type { PreparedSearch } from "./searchRequest";

/** Work for one island: everything an epoch depends on besides the island's own past. */
export interface EpochTask {
  readonly island: number;
  readonly epoch: number;
  readonly quota: number;
  readonly immigrants: readonly Individual[];
}

/** A run between epochs, without its records: with them, enough to go on later or elsewhere. */
export interface RunState {
  readonly epoch: number;
  readonly islands: readonly IslandState[];
  readonly emigrants: readonly (readonly Individual[])[];
}

/**
 * The course of a search: hands out the islands' epochs and collects their results. Results count only when all islands
 * have finished the epoch, in the islands' order, so that the outcome does not depend on who worked on what and when.
 */
export class SearchRun {
  readonly archive: Archive;
  private state: RunState;
  private pending: (EpochResult | null)[];

  constructor(
    readonly prepared: PreparedSearch,
    state?: RunState,
    epochs: readonly (readonly (RecordChunk | null)[])[] = [],
  ) {
    const { plan, setting } = prepared;
    this.archive = new Archive(setting.goal, setting.space.radices.length, plan.islands, plan.epochSize);
    for (const epoch of epochs) this.archive.append(epoch);
    this.state = state ?? {
      epoch: 0,
      islands: plan.shares.map(() => freshIsland),
      emigrants: plan.shares.map(() => []),
    };
    this.pending = plan.shares.map(() => null);
  }

  get finished(): boolean {
    return this.tasks().length === 0;
  }

  get snapshot(): RunState {
    return this.state;
  }

  islandState(island: number): IslandState {
    return this.state.islands[island]!;
  }

  /** Fingerprints of all candidates of an island so far, for continuing it elsewhere. */
  fingerprintsOf(island: number): readonly Float64Array[] {
    return this.archive.chunksOf(island).map((chunk) => chunk.fingerprints);
  }

  /** The epoch's work that has no result yet; empty when the run is finished. */
  tasks(): readonly EpochTask[] {
    const { plan } = this.prepared;
    const { epoch, islands, emigrants } = this.state;
    return islands.flatMap(({ evaluated, exhausted }, island) => {
      const quota = Math.min(plan.epochSize, plan.shares[island]! - evaluated);
      if (quota <= 0 || exhausted || this.pending[island]) return [];
      const migrates = plan.islands > 1 && epoch > 0 && epoch % plan.migrationEvery === 0;
      const neighbour = (island + plan.islands - 1) % plan.islands;
      return [{ island, epoch, quota, immigrants: migrates ? emigrants[neighbour]! : [] }];
    });
  }

  /** Takes an island's result; when it is the epoch's last, the epoch is closed and returned, else null. */
  accept(island: number, result: EpochResult): readonly (RecordChunk | null)[] | null {
    this.pending[island] = result;
    if (this.tasks().length > 0) return null;
    const results = this.pending;
    const chunks = results.map((done) => done?.records ?? null);
    this.archive.append(chunks);
    this.state = {
      epoch: this.state.epoch + 1,
      islands: this.state.islands.map((before, at) => results[at]?.state ?? before),
      emigrants: this.state.emigrants.map((before, at) => results[at]?.emigrants ?? before),
    };
    this.pending = results.map(() => null);
    return chunks;
  }
}

/** Runs a search to its end in this thread, calling `onEpoch` after each epoch. */
export function runSearch(prepared: PreparedSearch, onEpoch?: (run: SearchRun) => void): SearchRun {
  const run = new SearchRun(prepared);
  const islands = prepared.plan.shares.map((_, island) => islandOf(run, island));
  for (let tasks = run.tasks(); tasks.length > 0; tasks = run.tasks()) {
    for (const { island, epoch, quota, immigrants } of tasks)
      run.accept(island, islands[island]!.runEpoch(epoch, quota, immigrants));
    onEpoch?.(run);
  }
  return run;
}

/** An island of a run, as far as the run has come. */
export function islandOf(run: SearchRun, island: number): Island {
  return new Island(run.prepared.setting, island, run.islandState(island), run.fingerprintsOf(island));
}

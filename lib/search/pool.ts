import type { Problem } from "../base/result";
import type { WorkerAnswer, WorkerRequest } from "./protocol";
import type { RecordChunk } from "./records";
import type { EpochTask, SearchRun } from "./searchRun";

/** The part of a worker the pool uses; the page's workers and test doubles alike have it. */
export interface PoolWorker {
  postMessage(request: WorkerRequest): void;
  terminate(): void;
  onmessage: ((event: { readonly data: WorkerAnswer }) => void) | null;
  onerror: ((event: { readonly message?: string; preventDefault?: () => void }) => void) | null;
}

/** What the pool tells its owner. */
export interface PoolListener {
  /** An epoch of all islands is closed: its chunks are in the run's archive. */
  onEpoch(chunks: readonly (RecordChunk | null)[]): void;
  onFinished(): void;
  /** The run cannot go on; what was found stays. */
  onFailed(problems: readonly Problem[]): void;
  /** A worker died and another took its place; the run goes on without loss. */
  onWorkerReplaced(reason: string): void;
}

interface Seat {
  worker: PoolWorker;
  /** Islands this worker holds. */
  readonly islands: Set<number>;
  task: EpochTask | null;
  /** Deaths in a row without a result between. */
  deaths: number;
}

/** Deaths of one worker in a row after which the run gives up: the same work kills it every time. */
const mostDeaths = 3;

/**
 * Works a run off on several workers. An island stays with the worker that first took it; when a worker dies, another is
 * started and its islands are placed anew from the run's own records, so that the result stays the same. Pausing stops
 * after the epochs at work (some 50 ms each); cancelling ends the workers at once.
 */
export class SearchPool {
  private seats: Seat[] = [];
  private paused = false;
  private ended = false;

  constructor(
    private readonly run: SearchRun,
    private readonly createWorker: () => PoolWorker,
    private readonly listener: PoolListener,
    workers: number,
  ) {
    const useful = Math.max(1, Math.min(workers, run.prepared.plan.islands));
    for (let count = 0; count < useful; count++) this.seats.push(this.seat());
    queueMicrotask(() => this.dispatch());
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    this.dispatch();
  }

  /** Ends all workers; results that did not arrive yet are dropped, the archive stays. */
  cancel(): void {
    this.ended = true;
    for (const seat of this.seats) seat.worker.terminate();
    this.seats = [];
  }

  private seat(deaths = 0): Seat {
    const seat: Seat = { worker: this.createWorker(), islands: new Set(), task: null, deaths };
    seat.worker.onmessage = ({ data }) => this.receive(seat, data);
    seat.worker.onerror = (event) => {
      event.preventDefault?.();
      this.bury(seat, event.message ?? "it ended without a word");
    };
    const { request, conditions } = this.run.prepared;
    seat.worker.postMessage({ kind: "prepare", request, profile: conditions.profile });
    return seat;
  }

  private dispatch(): void {
    if (this.paused || this.ended) return;
    const tasks = this.run.tasks();
    if (tasks.length === 0) {
      this.cancel();
      this.listener.onFinished();
      return;
    }
    for (const task of tasks) {
      if (this.seats.some((seat) => seat.task?.island === task.island)) continue;
      const seat = this.seats[task.island % this.seats.length]!;
      if (seat.task === null) this.give(seat, task);
    }
  }

  private give(seat: Seat, task: EpochTask): void {
    if (!seat.islands.has(task.island)) {
      seat.worker.postMessage({
        kind: "place",
        island: task.island,
        state: this.run.islandState(task.island),
        known: this.run.fingerprintsOf(task.island),
      });
      seat.islands.add(task.island);
    }
    seat.task = task;
    seat.worker.postMessage({ kind: "epoch", task });
  }

  private receive(seat: Seat, answer: WorkerAnswer): void {
    if (this.ended) return;
    switch (answer.kind) {
      case "refused":
        this.cancel();
        this.listener.onFailed(answer.problems);
        return;
      case "epoch": {
        seat.task = null;
        seat.deaths = 0;
        const closed = this.run.accept(answer.island, answer.result);
        if (closed) this.listener.onEpoch(closed);
        this.dispatch();
      }
    }
  }

  /** Starts a worker in place of a dead one and hands its work out again. */
  private bury(dead: Seat, reason: string): void {
    if (this.ended) return;
    dead.worker.terminate();
    const deaths = dead.deaths + 1;
    if (deaths >= mostDeaths) {
      this.cancel();
      this.listener.onFailed([
        {
          field: "worker",
          message: `A search worker ended ${deaths} times in a row (${reason}). All ${this.run.archive.evaluated.toLocaleString("en-US")} candidates found so far are kept.`,
          mend: "Resume to try again, or narrow the space or the budget if memory is short.",
        },
      ]);
      return;
    }
    const place = this.seats.indexOf(dead);
    this.seats[place] = this.seat(deaths);
    this.listener.onWorkerReplaced(reason);
    this.dispatch();
  }
}

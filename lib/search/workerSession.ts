import { Island } from "./island";
import type { WorkerAnswer, WorkerRequest } from "./protocol";
import { buffersOf } from "./records";
import { type PreparedSearch, prepareSearch } from "./searchRequest";

/** An answer with the buffers to hand over instead of copying. */
export interface Reply {
  readonly answer: WorkerAnswer;
  readonly transfer: readonly ArrayBuffer[];
}

/** What a search worker remembers between requests. Pure of any worker interface, so that it is tested without one. */
export class WorkerSession {
  private prepared: PreparedSearch | null = null;
  private readonly islands = new Map<number, Island>();

  /** Answers a request; null where none is due. */
  handle(request: WorkerRequest): Reply | null {
    switch (request.kind) {
      case "prepare": {
        const prepared = prepareSearch(request.request, request.profile);
        if (!prepared.ok) return { answer: { kind: "refused", problems: prepared.problems }, transfer: [] };
        this.prepared = prepared.value;
        return null;
      }
      case "place": {
        const { island, state, known } = request;
        if (this.prepared) this.islands.set(island, new Island(this.prepared.setting, island, state, known));
        return null;
      }
      case "epoch": {
        const { island, epoch, quota, immigrants } = request.task;
        const result = this.islands.get(island)?.runEpoch(epoch, quota, immigrants);
        if (result === undefined) throw new Error(`island ${island} was not placed`);
        return { answer: { kind: "epoch", island, result }, transfer: buffersOf(result.records) };
      }
    }
  }
}

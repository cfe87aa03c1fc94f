import type { Backend } from "../backend/backend";
import type { Plan } from "../plan/plan";
import type { RunEvent, RunStage } from "./runEvents";
import { findingsAfter, noFindings, type RunFindings } from "./runFindings";
import type { WorkerFailure, WorkerReport, WorkerRequest } from "./workerProtocol";

/** The part of a Worker that a run uses; tests hand in their own. */
export interface WorkerLike {
  postMessage(message: WorkerRequest): void;
  terminate(): void;
  onmessage: ((event: { readonly data: WorkerReport }) => void) | null;
  onerror: ((event: { readonly message: string }) => void) | null;
}

/** Time and timers of the page; tests hand in their own. */
export interface RunClock {
  now(): number;
  setTimeout(action: () => void, ms: number): number;
  clearTimeout(timer: number): void;
}

/** How a run stands, for the page. */
export interface RunState extends RunFindings {
  readonly stage: RunStage;
  /** 0 to 1 within the stage. */
  readonly progress: number;
  readonly label: string;
  /** Seconds until the timing is through; null while unknown. */
  readonly secondsLeft: number | null;
  readonly paused: boolean;
}

/** How a run ended. */
export type RunOutcome =
  | { readonly kind: "finished"; readonly findings: RunFindings }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly reason: string; readonly findings: RunFindings };

export interface MeasureRun {
  readonly outcome: Promise<RunOutcome>;
  pause(): void;
  resume(): void;
  /** Ends the worker at once. */
  cancel(): void;
}

/** Silence after which a worker counts as hung, ms: several times the longest shader compilation seen. */
export const watchdogMs = 60_000;

/** Progress of the timing before which its pace says nothing of the time left. */
const paceKnown = 0.1;

/** Times one case may break a worker before it is left out. */
const patience = 2;

/** Fresh workers for one run at most. */
const mostRestarts = 4;

/**
 * Runs a plan in a worker of its own and sees it through: a worker that breaks, loses its device or falls silent is
 * ended and replaced by one that does the rest; a case that breaks two workers is left out. Whatever happens, the
 * worker is ended when the run is over.
 */
export function startMeasureRun(
  plan: Plan,
  backend: Backend,
  createWorker: () => WorkerLike,
  clock: RunClock,
  onState: (state: RunState) => void,
): MeasureRun {
  let state: RunState = {
    ...noFindings,
    stage: "loading",
    progress: 0,
    label: "",
    secondsLeft: null,
    paused: false,
  };
  let worker: WorkerLike | null = null;
  let watchdog: number | null = null;
  let opened = "";
  let timingSince: number | null = null;
  let pausedSince: number | null = null;
  let restarts = 0;
  let over = false;
  const breakages = new Map<string, number>();
  let settle: (outcome: RunOutcome) => void = () => {};
  const outcome = new Promise<RunOutcome>((resolve) => {
    settle = resolve;
  });

  const update = (change: Partial<RunState>) => {
    state = { ...state, ...change };
    onState(state);
  };
  const stopWatching = () => {
    if (watchdog !== null) clock.clearTimeout(watchdog);
    watchdog = null;
  };
  const watch = () => {
    stopWatching();
    if (!state.paused) watchdog = clock.setTimeout(() => broke(silence(opened)), watchdogMs);
  };
  const endWorker = () => {
    stopWatching();
    if (worker !== null) {
      worker.onmessage = null;
      worker.onerror = null;
      worker.terminate();
    }
    worker = null;
  };
  const finish = (end: RunOutcome) => {
    if (over) return;
    over = true;
    endWorker();
    settle(end);
  };
  const fail = (reason: string) => finish({ kind: "failed", reason, findings: findingsOf(state) });

  function broke({ message, caseId }: { readonly message: string; readonly caseId: string }): void {
    endWorker();
    const named = plan.cases.find(({ id }) => id === caseId);
    const times = (breakages.get(caseId) ?? 0) + 1;
    breakages.set(caseId, times);
    update({ incidents: [...state.incidents, message] });
    if (named !== undefined && times >= patience)
      update({ skipped: [...state.skipped, { id: caseId, name: named.name, reason: message }] });
    restarts += 1;
    if (restarts > mostRestarts || (named === undefined && times >= patience)) fail(message);
    else launch();
  }

  function onReport(report: WorkerReport): void {
    watch();
    switch (report.kind) {
      case "ready":
        update({ probe: report.probe, runtimeVersion: report.runtimeVersion });
        break;
      case "alive":
        break;
      case "event":
        onEvent(report.event);
        break;
      case "finished":
        finish({ kind: "finished", findings: findingsOf(state) });
        break;
      case "failed":
        onFailure(report.failure);
        break;
    }
  }

  function onFailure(failure: WorkerFailure): void {
    switch (failure.kind) {
      case "disagreement":
        fail(`This back end is refused: ${failure.message}`);
        break;
      case "unavailable":
        fail(`The back end did not start: ${failure.message}`);
        break;
      case "broken":
        broke(failure);
        break;
    }
  }

  function onEvent(event: RunEvent): void {
    switch (event.kind) {
      case "progress": {
        if (event.stage === "timing") timingSince ??= clock.now();
        const progress = event.total === 0 ? 1 : Math.min(1, event.done / event.total);
        const label = event.label === "" ? state.label : event.label;
        update({ stage: event.stage, progress, label, secondsLeft: timeLeft(event.stage, progress) });
        break;
      }
      case "opening":
        opened = event.id;
        break;
      case "checked":
      case "skipped":
      case "samples":
      case "reference":
        update(findingsAfter(state, event));
        break;
    }
  }

  function timeLeft(stage: RunStage, progress: number): number | null {
    if (stage !== "timing" || timingSince === null || progress < paceKnown) return null;
    return (((clock.now() - timingSince) / 1000) * (1 - progress)) / progress;
  }

  /** Starts a worker with what is left of the plan. */
  function launch(): void {
    const settled = new Set([...state.samples, ...state.skipped].map(({ id }) => id));
    const cases = plan.cases.filter(({ id }) => !settled.has(id));
    if (!cases.some(({ role }) => role !== "reference")) {
      finish({ kind: "finished", findings: findingsOf(state) });
      return;
    }
    timingSince = null;
    opened = "";
    update({ stage: "loading", progress: 0, secondsLeft: null });
    worker = createWorker();
    worker.onmessage = ({ data }) => onReport(data);
    worker.onerror = ({ message }) => broke({ message: message || "The worker failed.", caseId: opened });
    worker.postMessage({ kind: "start", plan: { ...plan, cases }, backend });
    // A worker that is replaced during a pause leaves its successor paused.
    if (state.paused) worker.postMessage({ kind: "pause" });
    watch();
  }

  launch();
  return {
    outcome,
    pause() {
      if (over || state.paused) return;
      pausedSince = clock.now();
      worker?.postMessage({ kind: "pause" });
      stopWatching();
      update({ paused: true });
    },
    resume() {
      if (over || !state.paused) return;
      // Timing that began during the pause, by a last word before it or in a fresh worker, waited only since then.
      if (timingSince !== null && pausedSince !== null)
        timingSince += clock.now() - Math.max(timingSince, pausedSince);
      worker?.postMessage({ kind: "resume" });
      update({ paused: false });
      watch();
    },
    cancel: () => finish({ kind: "cancelled" }),
  };
}

function silence(caseId: string) {
  return { message: `The worker gave no sign of life for ${watchdogMs / 1000} s and was ended.`, caseId };
}

function findingsOf(state: RunState): RunFindings {
  const { probe, runtimeVersion, checks, samples, skipped, references, incidents } = state;
  return { probe, runtimeVersion, checks, samples, skipped, references, incidents };
}

import type { Backend } from "../backend/backend";
import type { DeviceProbe } from "../backend/probe";
import type { Plan } from "../plan/plan";
import type { RunEvent } from "./runEvents";

/** What the page asks of a worker. Cancelling needs no message: the page ends the worker. */
export type WorkerRequest =
  | { readonly kind: "start"; readonly plan: Plan; readonly backend: Backend }
  | { readonly kind: "pause" }
  | { readonly kind: "resume" };

/** Why a worker could not finish. */
export type WorkerFailure =
  /** The back end computes something else than the reference. */
  | { readonly kind: "disagreement"; readonly message: string }
  /** Runtime or device broke in this case; a fresh worker may do the rest. */
  | { readonly kind: "broken"; readonly message: string; readonly caseId: string }
  /** The back end could not be started at all. */
  | { readonly kind: "unavailable"; readonly message: string };

/** What a worker tells the page. */
export type WorkerReport =
  | { readonly kind: "ready"; readonly probe: DeviceProbe; readonly runtimeVersion: string }
  | { readonly kind: "event"; readonly event: RunEvent }
  /** A sign of life while one case takes its time. */
  | { readonly kind: "alive" }
  | { readonly kind: "finished" }
  | { readonly kind: "failed"; readonly failure: WorkerFailure };

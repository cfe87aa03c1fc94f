import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { commands, workbench } from "@/components/shell/session";
import { freshId } from "@/lib/base/freshId";
import { problemText } from "@/lib/base/result";
import {
  type BackendChoice,
  type BackendId,
  backendChoices,
  chooseBackend,
  precisionsOf,
} from "@/lib/measure/backend/backend";
import { type DeviceProbe, probeDevice } from "@/lib/measure/backend/probe";
import type { GraphPrecision } from "@/lib/measure/graph/blockCase";
import { makePlan } from "@/lib/measure/plan/makePlan";
import { readMeasureQuery } from "@/lib/measure/plan/measureQuery";
import type { Plan, PlanId } from "@/lib/measure/plan/plan";
import type { PlanOptions } from "@/lib/measure/plan/shippedPlans";
import type { MeasuredDevice } from "@/lib/measure/record/measuredDevice";
import { deviceName, type Measurement, measurementSchema } from "@/lib/measure/record/measurement";
import {
  type MeasureRun,
  type RunState,
  startMeasureRun,
  type WorkerLike,
} from "@/lib/measure/run/measureRun";
import { type InvalidFields, invalidText, noteField } from "@/lib/store/invalidFields";
import { type WorkbenchDocument, workloadOf } from "@/lib/store/workbenchDocument";
import { publishForAutomation } from "./automation";
import { fittedDevice, measurements } from "./measurementsSession";
import { busyText, stacksText } from "./measureText";

/** What the user chose to measure, and the run that is on. */
export interface MeasureState {
  /** Null until the browser has been looked at. */
  readonly probe: DeviceProbe | null;
  /** The back end the user asked for, or null for the best one. */
  readonly wantedBackend: BackendId | null;
  /** Null for the back end's first. */
  readonly wantedPrecision: GraphPrecision | null;
  readonly planId: PlanId;
  readonly options: PlanOptions;
  /** Fields of the custom plan that hold something unusable; nothing is measured until they are mended. */
  readonly invalid: InvalidFields;
  /** Null while nothing runs. */
  readonly run: RunState | null;
  /** What became of the last run, as one sentence. */
  readonly ending: string | null;
}

const store = createStore<MeasureState>()(() => ({
  probe: null,
  wantedBackend: null,
  wantedPrecision: null,
  planId: "quick",
  options: {},
  invalid: [],
  run: null,
  ending: null,
}));

let current: MeasureRun | null = null;

/** Reads the measuring session. */
export function useMeasure<T>(selector: (state: MeasureState) => T): T {
  return useStore(store, selector);
}

/** Changes what is to be measured next. */
export function chooseMeasure(
  choice: Partial<Pick<MeasureState, "wantedBackend" | "wantedPrecision" | "planId" | "options">>,
): void {
  store.setState(choice);
}

/** Notes whether a field of the custom plan can be used. */
export function noteMeasureField(label: string, valid: boolean): void {
  store.setState(({ invalid }) => ({ invalid: noteField(invalid, label, valid) }));
}

/** A plan ready to start, with the back end it is for. */
export interface PreparedPlan {
  readonly plan: Plan;
  readonly choice: BackendChoice;
  readonly precision: GraphPrecision;
  readonly precisions: readonly GraphPrecision[];
  /** Why better back ends are not used. */
  readonly fallbacks: readonly string[];
}

/** The plan that the session's choices lead to; `planId` overrides the chosen one. */
export function preparePlan(
  state: Pick<MeasureState, "wantedBackend" | "wantedPrecision" | "planId" | "options">,
  probe: DeviceProbe,
  { design, workload }: Pick<WorkbenchDocument, "design" | "workload">,
  planId: PlanId = state.planId,
): PreparedPlan {
  const { choice, fallbacks } = chooseBackend(backendChoices(probe), state.wantedBackend);
  if (choice.backend === null) throw new Error("a chosen back end is usable");
  const precisions = precisionsOf(choice.backend, probe);
  const wanted = state.wantedPrecision;
  const precision =
    precisions.find((one) => one.activations === wanted?.activations && one.weights === wanted.weights) ??
    (precisions[0] as GraphPrecision);
  const target = { precision, onGpu: choice.backend.kind === "webgpu", memoryGib: probe.memoryGib };
  const plan = makePlan(planId, design, workloadOf({ workload }), target, state.options);
  return { plan, choice, precision, precisions, fallbacks };
}

/** Looks at the browser once. */
export async function probeOnce(): Promise<DeviceProbe> {
  const known = store.getState().probe;
  if (known !== null) return known;
  const probe = await probeDevice({ navigator, crossOriginIsolated, performance, WebAssembly });
  store.setState({ probe });
  return probe;
}

/** Starts a plan; a run that is on goes on. */
export async function startMeasure(planId?: PlanId): Promise<void> {
  if (current !== null) return;
  const unusable = invalidText(store.getState().invalid);
  if (unusable !== null) {
    commands.setView({ drawerTab: "measure" });
    commands.notify({ kind: "error", title: `The measurement was not started. ${unusable}` });
    return;
  }
  const probe = await probeOnce();
  if (current !== null) return;
  const { plan, choice } = preparePlan(store.getState(), probe, workbench.getState().document, planId);
  const { backend } = choice;
  if (backend === null) return;
  rememberRun(plan.name);
  publishForAutomation({ state: "running" });
  store.setState({ ending: null });
  commands.setView({ drawerTab: "measure" });
  const run = startMeasureRun(plan, backend, createWorker, pageClock, (state) => {
    store.setState({ run: state });
  });
  current = run;
  const outcome = await run.outcome;
  current = null;
  forgetRun();
  store.setState({ run: null });
  switch (outcome.kind) {
    case "cancelled":
      end("The measurement was cancelled; nothing was kept.");
      publishForAutomation({ state: "cancelled" });
      break;
    case "failed":
      end(outcome.reason);
      commands.notify({ kind: "error", title: `The measurement failed. ${outcome.reason}` });
      publishForAutomation({ state: "failed", reason: outcome.reason });
      break;
    case "finished": {
      const measurement: Measurement = {
        schema: measurementSchema,
        id: `measured-${freshId()}`,
        name: deviceName(backend, outcome.findings.probe, plan),
        createdAt: new Date().toISOString(),
        plan,
        backend,
        findings: outcome.findings,
      };
      await keep(measurement);
    }
  }
}

/** Stores a measurement and, where its fit holds, lets the page predict for the device. */
async function keep(measurement: Measurement): Promise<void> {
  await measurements.getState().add(measurement);
  end("Fitting the samples.");
  const device = await fittedDevice(measurement);
  end(endingOf(device));
  if (device.fit.refusal === null && device.fit.unsteady)
    commands.notify({
      kind: "warning",
      title: `Measured, but ${busyText(device.fit)} Predictions stay on the device before`,
      action: { label: "Predict on it", perform: () => predictFor(measurement) },
    });
  else if (device.fit.refusal === null) {
    const before = workbench.getState().document;
    predictFor(measurement);
    commands.notify({
      kind: device.fit.busy ? "warning" : "notice",
      title: `Measured${device.fit.busy ? `, but ${busyText(device.fit)}` : "."} Predictions are now for ${measurement.name}`,
      action: {
        label: "Back to the device before",
        perform: () =>
          commands.edit("Back to the device before", (document) => ({
            ...document,
            deviceId: before.deviceId,
            stackId: before.stackId,
          })),
      },
    });
  } else commands.notify({ kind: "warning", title: `Measured, but not used. ${device.fit.refusal.reason}` });
  publishForAutomation({ state: "finished", device });
}

/** Lets the page predict for a measured device. */
export function predictFor({ id, name }: Measurement): void {
  commands.edit(`Predict for ${name}`, (document) => ({ ...document, deviceId: id, stackId: null }));
}

function endingOf({ fit }: MeasuredDevice): string {
  if (fit.refusal !== null) return fit.refusal.reason;
  const validated = `${stacksText(fit)} outside the fit.`;
  return fit.busy ? `Measured, but ${busyText(fit)} ${validated}` : `Measured: ${validated}`;
}

function end(ending: string): void {
  store.setState({ ending });
}

export function cancelMeasure(): void {
  current?.cancel();
}

export function pauseMeasure(): void {
  current?.pause();
}

export function resumeMeasure(): void {
  current?.resume();
}

function createWorker(): WorkerLike {
  return new Worker(new URL("../../lib/measure/measure.worker.ts", import.meta.url), {
    type: "module",
  }) as WorkerLike;
}

const pageClock = {
  now: () => performance.now(),
  setTimeout: (action: () => void, ms: number) => window.setTimeout(action, ms),
  clearTimeout: (timer: number) => window.clearTimeout(timer),
};

const runKey = "paretoscope-measuring";

/** Leaves a note for the page that a reload would bring: a run does not survive it. */
function rememberRun(plan: string): void {
  try {
    sessionStorage.setItem(runKey, plan);
  } catch {
    // Without session storage the reloaded page merely cannot say what it interrupted.
  }
}

function forgetRun(): string | null {
  try {
    const plan = sessionStorage.getItem(runKey);
    sessionStorage.removeItem(runKey);
    return plan;
  } catch {
    return null;
  }
}

/** Tells of a run that a reload cut off, and follows `?measure=` in the address. Called once the page is there. */
export async function beginMeasureSession(): Promise<void> {
  const interrupted = forgetRun();
  if (interrupted !== null)
    commands.notify({
      kind: "warning",
      title: `The measurement "${interrupted}" ended when the page was reloaded; nothing of it was kept. Start it again.`,
    });
  const query = readMeasureQuery(location.search);
  await probeOnce();
  if (query === null) return;
  if (!query.ok) {
    commands.notify({ kind: "error", title: "The address asks for no plan", problems: query.problems });
    publishForAutomation({ state: "failed", reason: query.problems.map(problemText).join(" ") });
    return;
  }
  const { plan, backend, precision, options } = query.value;
  chooseMeasure({ planId: plan, wantedBackend: backend, wantedPrecision: precision, options });
  if (navigator.webdriver && interrupted === null) await startMeasure();
  else commands.setView({ drawerTab: "measure" });
}

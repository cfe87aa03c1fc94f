import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { deviceShelf } from "@/components/devices/session";
import { pointSets } from "@/components/frontier/pointSetSession";
import { ownResults } from "@/components/quality/ownResultsSession";
import { commands, workbench } from "@/components/shell/session";
import type { Problem } from "@/lib/base/result";
import type { DeviceProfile } from "@/lib/latency/deviceProfile";
import { type PoolWorker, SearchPool } from "@/lib/search/pool";
import type { RecordChunk } from "@/lib/search/records";
import { relaxations } from "@/lib/search/relaxations";
import { prepareSearch, type SearchRequest } from "@/lib/search/searchRequest";
import { SearchRun } from "@/lib/search/searchRun";
import { profileOf } from "@/lib/store/deviceShelf";
import { invalidText, noteField } from "@/lib/store/invalidFields";
import { ownUpdate } from "@/lib/store/ownResults";
import { chosenRequest, defaultSearchChoices, type SearchChoices } from "@/lib/store/searchChoices";
import { searchPoints, searchSetId } from "@/lib/store/searchPoints";
import { type SavedRun, SearchStorage } from "@/lib/store/searchStorage";
import type { SearchState } from "./searchState";

const store = createStore<SearchState>()(() => ({
  choices: defaultSearchChoices,
  invalid: [],
  status: "idle",
  problems: [],
  run: null,
  digest: null,
  points: null,
  unsaved: null,
}));

const storage = new SearchStorage();
/** Milliseconds between two looks at the run at least, and between two writes to storage. */
const showEveryMs = 400;
const saveEveryMs = 2000;
/** Showing a run takes at most this share of the page's time. */
const showingShare = 0.2;

let pool: SearchPool | null = null;
/** Milliseconds of work so far, and when the current stretch began. */
let workedMs = 0;
let startedAt: number | null = null;
let unsavedEpochs: (readonly (RecordChunk | null)[])[] = [];
let savedEpochs = 0;
let nextShow = 0;
let lastSaved = 0;
let saving: Promise<void> = Promise.resolve();
/** The run's name in storage. */
let runId = "";

/** Reads the search session. */
export function useSearch<T>(selector: (state: SearchState) => T): T {
  return useStore(store, selector);
}

/** Changes what is to be searched next; a run that is on is not affected. */
export function chooseSearch(change: Partial<SearchChoices>): void {
  store.setState(({ choices }) => ({ choices: { ...choices, ...change } }));
}

/** Notes whether a field of the goal or the space can be used. */
export function noteSearchField(label: string, valid: boolean): void {
  store.setState(({ invalid }) => ({ invalid: noteField(invalid, label, valid) }));
}

/** Starts a run for the choices under the document's device, stack and workload. A paused run is given up for it. */
export async function startSearch(): Promise<void> {
  const { status, choices, invalid } = store.getState();
  if (status === "running" || status === "preparing") return;
  const unusable = invalidText(invalid);
  if (unusable !== null) {
    commands.setView({ drawerTab: "search" });
    commands.notify({ kind: "error", title: `The search was not started. ${unusable}` });
    return;
  }
  pool?.cancel();
  store.setState({ status: "preparing", problems: [] });
  commands.setView({ drawerTab: "search" });
  const { document } = workbench.getState();
  const profile = await loadedProfile(document.deviceId);
  if (store.getState().status !== "preparing") return;
  if (profile === null) return;
  const update = ownUpdate(ownResults.getState().table, document.quality?.anchor ?? null);
  begin(chosenRequest(choices, document, profile, update), profile);
}

/** The profile of a device, once it is there; null, with the reason shown, when it cannot be had. */
async function loadedProfile(deviceId: string): Promise<DeviceProfile | null> {
  await deviceShelf.getState().request(deviceId);
  const state = profileOf(deviceShelf.getState(), deviceId);
  if (state.kind === "loading")
    return new Promise((resolve) => {
      const stop = deviceShelf.subscribe((shelf) => {
        if (profileOf(shelf, deviceId).kind === "loading") return;
        stop();
        resolve(loadedProfile(deviceId));
      });
    });
  if (state.kind === "ready") return state.profile;
  fail(state.problems);
  return null;
}

function begin(request: SearchRequest, profile: DeviceProfile): void {
  const prepared = prepareSearch(request, profile);
  if (!prepared.ok) {
    fail(prepared.problems);
    return;
  }
  const run = new SearchRun(prepared.value);
  workedMs = 0;
  unsavedEpochs = [];
  savedEpochs = 0;
  runId = crypto.randomUUID();
  store.setState({ run, digest: null, points: null, unsaved: null });
  pointSets.getState().remove(searchSetId);
  save(() => storage.begin(headOf(run)));
  work(run);
}

/** Puts workers on a run. */
function work(run: SearchRun): void {
  startedAt = performance.now();
  const cores = Math.max(1, Math.min(8, (navigator.hardwareConcurrency || 2) - 1));
  pool = new SearchPool(
    run,
    createWorker,
    {
      onEpoch: (chunks) => {
        unsavedEpochs.push(chunks);
        const now = performance.now();
        if (now > nextShow) show(run);
        if (now - lastSaved > saveEveryMs) keepEpochs(run);
      },
      onFinished: () => {
        stopClock();
        show(run);
        keepEpochs(run);
        const unmet = relaxations(run.prepared, run.archive);
        store.setState({ status: unmet.length > 0 ? "failed" : "finished", problems: unmet });
      },
      onFailed: (problems) => {
        show(run);
        keepEpochs(run);
        fail(problems);
      },
      onWorkerReplaced: (reason) =>
        commands.notify({
          kind: "warning",
          title: `A search worker ended (${reason}). Another took its place; nothing was lost.`,
        }),
    },
    cores,
  );
  store.setState({ status: "running", problems: [] });
}

function createWorker(): PoolWorker {
  return new Worker(new URL("../../lib/search/search.worker.ts", import.meta.url), {
    type: "module",
  }) as PoolWorker;
}

/** Stops after the epochs at work; what was found is shown and kept. */
export function pauseSearch(): void {
  const { run, status } = store.getState();
  if (run === null || status !== "running") return;
  pool?.pause();
  stopClock();
  store.setState({ status: "paused" });
  show(run);
  keepEpochs(run);
}

/** Goes on with a paused, cancelled, failed or restored run where it stands. */
export function resumeSearch(): void {
  const { run, status } = store.getState();
  if (run === null || status === "running" || run.finished) return;
  pool?.cancel();
  work(run);
}

/** Ends the workers at once; what was found stays and can be resumed. */
export function cancelSearch(): void {
  const { run, status } = store.getState();
  if (status !== "running" && status !== "paused" && status !== "preparing") return;
  pool?.cancel();
  pool = null;
  stopClock();
  store.setState({ status: "cancelled" });
  if (run === null) return;
  show(run);
  keepEpochs(run);
}

function fail(problems: readonly Problem[]): void {
  stopClock();
  store.setState({ status: "failed", problems });
}

function stopClock(): void {
  if (startedAt !== null) workedMs += performance.now() - startedAt;
  startedAt = null;
}

function elapsedMs(): number {
  return workedMs + (startedAt === null ? 0 : performance.now() - startedAt);
}

/** Shows where a run stands: figures, and its candidates on the plot. */
function show(run: SearchRun): void {
  const began = performance.now();
  nextShow = Number.POSITIVE_INFINITY;
  // By the next task the page has rendered what is set below: then it is known how long showing takes.
  setTimeout(() => {
    const now = performance.now();
    nextShow = now + Math.max(showEveryMs, (now - began) / showingShare);
  });
  const { archive, prepared } = run;
  const points = searchPoints(archive);
  store.setState({
    points,
    digest: {
      evaluated: archive.evaluated,
      distinct: archive.distinct,
      feasible: archive.feasible,
      budget: prepared.request.budget,
      frontSize: archive.front.size,
      perSecond: (1000 * archive.distinct) / Math.max(1, elapsedMs()),
      progress: [...archive.progress],
      changes: archive.changes,
    },
  });
  if (points.set.size > 0) pointSets.getState().put(points.set);
}

function headOf(run: SearchRun): Omit<SavedRun, "epochs"> {
  const { request, conditions } = run.prepared;
  return { runId, request, profile: conditions.profile, state: run.snapshot, elapsedMs: elapsedMs() };
}

/** Writes the epochs that are not in storage yet, with the state after them. */
function keepEpochs(run: SearchRun): void {
  lastSaved = performance.now();
  const epochs = unsavedEpochs;
  const first = savedEpochs;
  unsavedEpochs = [];
  savedEpochs += epochs.length;
  const head = headOf(run);
  save(async () => {
    if (!(await storage.append(head, first, epochs)))
      store.setState({ unsaved: "Another tab began a search since: a reload brings back that one." });
  });
}

/** Writes one after the other; a failure is told once and the run goes on without. */
function save(write: () => Promise<void>): void {
  if (store.getState().unsaved !== null) return;
  saving = saving.then(write).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    store.setState({ unsaved: `A reload will not bring this run back: storage failed (${reason}).` });
  });
}

/** Brings back the run that was on, or ended, when the page was last closed. */
export async function restoreSearch(): Promise<void> {
  const saved = await storage.load().catch(() => null);
  if (saved === null || store.getState().status !== "idle") return;
  const prepared = prepareSearch(saved.request, saved.profile);
  if (!prepared.ok) return;
  const run = new SearchRun(prepared.value, saved.state, saved.epochs);
  runId = saved.runId;
  workedMs = saved.elapsedMs;
  savedEpochs = saved.epochs.length;
  store.setState({ run, status: run.finished ? "finished" : "paused" });
  show(run);
}

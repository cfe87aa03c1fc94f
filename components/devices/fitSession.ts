import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { pageLibrary } from "@/components/shell/librarySession";
import { freshId } from "@/lib/base/freshId";
import type { Problem } from "@/lib/base/result";
import type { DataSheet } from "@/lib/latency/dataSheet";
import type { FitAnswer } from "@/lib/latency/fitProtocol";
import {
  type FitRun,
  type FitWorker,
  startFit,
  type TableFile,
  tableFileProblems,
} from "@/lib/latency/fitRun";
import { shippedProfileFiles } from "./session";

/** What the tables do not say and the user may: both can be left open. */
export interface FitChoices {
  readonly memoryBytes: number | null;
  readonly sheet: DataSheet | null;
}

/** How far the fit of dropped tables is. The page keeps it while other tabs are open. */
export type FitState =
  | { readonly kind: "empty" }
  | { readonly kind: "running"; readonly label: string; readonly share: number | null }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] }
  | { readonly kind: "fitted"; readonly answer: FitAnswer; readonly seconds: number };

interface Session {
  readonly files: readonly TableFile[];
  readonly choices: FitChoices;
  readonly state: FitState;
}

const initial: Session = {
  files: [],
  choices: { memoryBytes: null, sheet: null },
  state: { kind: "empty" },
};
const store = createStore<Session>()(() => initial);

let current: FitRun | null = null;
/** Counts what was asked: a fit that is still being prepared when another is asked for is forgotten. */
let asked = 0;

/** Reads the fit at hand. */
export function useFit<T>(selector: (session: Session) => T): T {
  return useStore(store, selector);
}

/** Reads the files and fits them at once; a fit that is on ends. */
export async function fitFiles(files: readonly TableFile[]): Promise<void> {
  if (files.length === 0) return;
  endCurrent();
  const refused = tableFileProblems(files);
  // Memory and data sheet are those of the device before: other tables may be of another.
  const { choices } = initial;
  if (refused.length > 0)
    return store.setState({ files: [], choices, state: { kind: "refused", problems: refused } });
  store.setState({ files, choices });
  await fitAgain();
}

/** Fits the tables at hand again, under changed choices. */
export async function fitAgain(change: Partial<FitChoices> = {}): Promise<void> {
  endCurrent();
  const mine = asked;
  const { files } = store.getState();
  const choices = { ...store.getState().choices, ...change };
  store.setState({ choices, state: { kind: "running", label: "Reading the tables", share: null } });
  const { memoryBytes, sheet } = choices;
  const began = performance.now();
  const lenders = await shippedProfileFiles();
  if (mine !== asked) return;
  const run = startFit(
    createWorker,
    {
      kind: "fit",
      id: `own-${freshId()}`,
      name: nameOfTables(files),
      files,
      lenders,
      designs: pageLibrary()
        .getState()
        .entries.map(({ name, saved }) => ({ name, design: saved.document.design })),
      ...(memoryBytes !== null && { memoryBytes }),
      ...(sheet !== null && { sheet: memoryBytes === null ? sheet : { ...sheet, memoryBytes } }),
    },
    (share, label) => store.setState({ state: { kind: "running", share, label } }),
  );
  current = run;
  const outcome = await run.outcome;
  if (current !== run) return;
  current = null;
  switch (outcome.kind) {
    case "cancelled":
      return store.setState({ state: { kind: "empty" } });
    case "failed":
      return store.setState({ state: { kind: "refused", problems: outcome.problems } });
    case "done":
      return store.setState({
        state: { kind: "fitted", answer: outcome.answer, seconds: (performance.now() - began) / 1000 },
      });
  }
}

/** Ends the fit that is on, or forgets the one at hand. */
export function clearFit(): void {
  endCurrent();
  store.setState(initial);
}

/** Ends the fit that is on, or in preparation; what becomes of it is not told any more. */
function endCurrent(): void {
  asked++;
  current?.cancel();
  current = null;
}

/** A device's name from the files' names, to begin with. */
function nameOfTables(files: readonly TableFile[]): string {
  const [first] = files;
  const stem =
    first?.name
      .replace(/\.[^.]*$/, "")
      .replaceAll(/[_\s]+/g, " ")
      .trim() ?? "";
  return stem === "" ? "Fitted device" : stem;
}

function createWorker(): FitWorker {
  return new Worker(new URL("../../lib/latency/fit.worker.ts", import.meta.url), {
    type: "module",
  }) as FitWorker;
}

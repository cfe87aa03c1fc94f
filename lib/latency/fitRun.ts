import type { Problem } from "../base/result";
import type { FitAnswer, FitMessage, FitRequest, NamedText } from "./fitProtocol";

/** What the page hands to the worker: files, not their text, so that a long table never passes through the page. */
export interface FitOrder extends Omit<FitRequest, "tables"> {
  readonly files: readonly TableFile[];
}

/** The part of a worker a fit needs. */
export interface FitWorker {
  postMessage(order: FitOrder): void;
  terminate(): void;
  onmessage: ((event: { readonly data: FitMessage }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
}

/** How a fit ended. */
export type FitOutcome =
  | { readonly kind: "done"; readonly answer: FitAnswer }
  | { readonly kind: "failed"; readonly problems: readonly Problem[] }
  | { readonly kind: "cancelled" };

/** A fit on its way. */
export interface FitRun {
  readonly outcome: Promise<FitOutcome>;
  /** Ends the worker at once, whatever it is doing. */
  cancel(): void;
}

/**
 * Runs a fit in a worker of its own, which ends with it: a crashed or cancelled fit leaves nothing behind. Progress never goes
 * backwards.
 */
export function startFit(
  createWorker: () => FitWorker,
  order: FitOrder,
  onProgress: (share: number, label: string) => void,
): FitRun {
  const worker = createWorker();
  let furthest = 0;
  let settle: (outcome: FitOutcome) => void = () => {};
  const outcome = new Promise<FitOutcome>((resolve) => {
    settle = (ended) => {
      worker.terminate();
      resolve(ended);
    };
  });
  worker.onmessage = ({ data }) => {
    switch (data.kind) {
      case "progress":
        furthest = Math.max(furthest, data.share);
        onProgress(furthest, data.label);
        break;
      case "done":
        settle({ kind: "done", answer: data.answer });
        break;
      case "failed":
        settle({ kind: "failed", problems: data.problems });
        break;
    }
  };
  worker.onerror = ({ message }) => settle({ kind: "failed", problems: [crash(message)] });
  worker.postMessage(order);
  return { outcome, cancel: () => settle({ kind: "cancelled" }) };
}

function crash(message: string | undefined): Problem {
  return {
    field: "",
    message: `The fit stopped: ${message || "the browser ended its worker, most likely for want of memory"}.`,
    mend: "Try again, or with fewer rows.",
  };
}

/** Tables are at most this large together; a million kernels take some 40 MB. */
export const largestTablesBytes = 256e6;

/** A file as the browser hands it over. */
export interface TableFile {
  readonly name: string;
  readonly size: number;
  text(): Promise<string>;
}

/** What forbids reading these files, before anything is read. */
export function tableFileProblems(files: readonly TableFile[]): readonly Problem[] {
  const problems: Problem[] = files.flatMap(({ name, size }) =>
    size === 0 ? [{ field: name, message: "The file is empty." }] : [],
  );
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > largestTablesBytes)
    problems.push({
      field: files.map(({ name }) => name).join(", "),
      message: `${Math.round(total / 1e6)} MB are more than the ${largestTablesBytes / 1e6} MB a fit reads.`,
      mend: "Keep an even sample of the rows: more than 30,000 a kernel class change the fit by less than they scatter.",
    });
  return problems;
}

/** Reads the files; text that holds zero bytes is not a table. */
export async function readTables(
  files: readonly TableFile[],
): Promise<{ readonly tables: readonly NamedText[]; readonly problems: readonly Problem[] }> {
  const tables = await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));
  const problems = tables
    .filter(({ text }) => text.slice(0, 4096).includes("\0"))
    .map(({ name }) => ({
      field: name,
      message: "This is not a text file.",
      mend: "Save the table as CSV with commas.",
    }));
  return { tables, problems };
}

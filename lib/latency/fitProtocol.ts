import { readCsvTable } from "../base/csvTable";
import { fail, ok, type Problem, type Result } from "../base/result";
import type { Design } from "../design/design";
import { findPreset } from "../design/presets";
import type { DataSheet } from "./dataSheet";
import {
  type DeviceProfile,
  type ProfileDocument,
  readDeviceProfile,
  writeDeviceProfile,
} from "./deviceProfile";
import { fitDevice } from "./fit/fitDevice";
import { fitEndToEnd } from "./fit/fitEndToEnd";
import type { FittedParameter } from "./fit/fitStack";
import type { KernelRow } from "./fit/kernelTable";
import type { ParityPoint } from "./fit/parity";
import { readKernelCsv } from "./fit/readKernelCsv";
import { type FindDesign, type NamedTiming, readTimingsCsv } from "./fit/readTimingsCsv";

/** A table the user dropped. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** What the page asks of the fit worker. A fit is cancelled by ending its worker: nothing else is shared. */
export interface FitRequest {
  readonly kind: "fit";
  readonly id: string;
  readonly name: string;
  readonly tables: readonly NamedText[];
  readonly sheet?: DataSheet;
  readonly memoryBytes?: number;
  /** Profiles as files hold them, whose residuals few rows may borrow; those that cannot be read lend nothing. */
  readonly lenders?: readonly unknown[];
  /** The user's own designs, which timings may name beside presets. */
  readonly designs?: readonly { readonly name: string; readonly design: Design }[];
}

/** One timing beside its prediction with its model left out. */
export interface TimingPoint {
  readonly model: string;
  readonly stack: string;
  readonly measuredMs: number;
  readonly predictedMs: number;
  readonly errorPercent: number;
}

export interface FitAnswer {
  readonly document: ProfileDocument;
  readonly evaluation: DeviceProfile["evaluation"];
  readonly parity: readonly ParityPoint[];
  readonly timings: readonly TimingPoint[];
  readonly parameters: readonly (FittedParameter & { readonly stack: string })[];
  readonly notes: readonly string[];
}

/** What the worker tells the page. */
export type FitMessage =
  | { readonly kind: "progress"; readonly share: number; readonly label: string }
  | { readonly kind: "done"; readonly answer: FitAnswer }
  | { readonly kind: "failed"; readonly problems: readonly Problem[] };

/** Parity points sent to the page at most: more cannot be told apart in a plot. */
const mostParityPoints = 20_000;

/**
 * Fits a device to dropped tables: kernels, whole-model timings, or both (timings then calibrate a runtime on the kernels). A pure
 * function but for the progress it reports; the worker is a thin shell around it.
 */
export async function runFit(
  request: FitRequest,
  onProgress: (share: number, label: string) => void,
): Promise<Result<FitAnswer>> {
  const kernels: KernelRow[] = [];
  const timingTables: NamedText[] = [];
  for (const table of request.tables) {
    if (looksLikeTimings(table.text)) {
      timingTables.push(table);
      continue;
    }
    const read = readKernelCsv(table.text, { needsLatency: true });
    if (!read.ok) return inFile(table.name, read.problems);
    for (const row of read.value.rows) kernels.push(row);
  }
  const { id, name, sheet, memoryBytes } = request;
  const options = { id, name, ...(memoryBytes !== undefined && { memoryBytes }) };
  let base: DeviceProfile | null = null;
  let parity: readonly ParityPoint[] = [];
  const notes: string[] = [];
  if (kernels.length > 0) {
    const lenders = (request.lenders ?? []).flatMap((json) => {
      const read = readDeviceProfile(json);
      return read.ok ? [read.value] : [];
    });
    const fit = fitDevice(kernels, {
      ...options,
      ...(sheet !== undefined && { sheet }),
      lenders,
      onProgress,
    });
    if (!fit.ok) return fit;
    base = fit.value.profile;
    parity = fit.value.parity;
    notes.push(...fit.value.notes);
  }
  if (timingTables.length === 0)
    return base === null
      ? fail({ field: "", message: "No table was given." })
      : ok(answer(base, parity, [], [], notes));
  const timings: NamedTiming[] = [];
  for (const table of timingTables) {
    const read = await readTimingsCsv(table.text, designNamed(request.designs ?? []));
    if (!read.ok) return inFile(table.name, read.problems);
    for (const timing of read.value) timings.push(timing);
  }
  onProgress(0.95, "Whole-model timings");
  const fit = fitEndToEnd(timings, { ...options, ...(base !== null && { base }) });
  if (!fit.ok) return fit;
  const points = fit.value.groups.flatMap(({ stack, timings: rows, fit: found }) =>
    rows.map(({ model, ms }, index): TimingPoint => {
      const error = found.heldOutErrors[index]!;
      return {
        model,
        stack: stack.id,
        measuredMs: ms,
        predictedMs: ms * (1 + error),
        errorPercent: 100 * error,
      };
    }),
  );
  const parameters = fit.value.groups.flatMap(({ stack, fit: found }) =>
    found.parameters.map((parameter) => ({ ...parameter, stack: stack.id })),
  );
  notes.push(...fit.value.skipped, ...fit.value.notes);
  return ok(answer(fit.value.profile, parity, points, parameters, notes));
}

function answer(
  profile: DeviceProfile,
  parity: readonly ParityPoint[],
  timings: readonly TimingPoint[],
  parameters: FitAnswer["parameters"],
  notes: readonly string[],
): FitAnswer {
  const stride = Math.ceil(parity.length / mostParityPoints);
  return {
    document: writeDeviceProfile(profile),
    evaluation: profile.evaluation,
    parity: parity.length > mostParityPoints ? parity.filter((_, index) => index % stride === 0) : parity,
    timings,
    parameters,
    notes,
  };
}

/**
 * Whole-model timings name a model or a design, or give `ms`; a kernel's table gives the latency of a shape. A timing in another unit
 * is still a timing: its reader says which column it needs.
 */
function looksLikeTimings(text: string): boolean {
  const { columns } = readCsvTable(text.slice(0, 4096));
  if (columns.some((column) => column.startsWith("latency_")) && !columns.includes("ms")) return false;
  return ["model", "design", "ms"].some((column) => columns.includes(column));
}

/** In the page a design is named by preset or as it is named in the library; files cannot be reached. */
function designNamed(own: NonNullable<FitRequest["designs"]>): FindDesign {
  return ({ text }) => {
    const preset = findPreset(text.replace(/^preset:/, ""));
    const saved = own.find(({ name }) => name.toLowerCase() === text.toLowerCase());
    const design = preset?.design ?? saved?.design;
    return design === undefined
      ? fail({
          field: "model",
          message: `There is no preset and no design in the library named ${text}.`,
          mend: "Save the design in the library under this name, or write a preset's id.",
        })
      : ok(design);
  };
}

function inFile(name: string, problems: readonly Problem[]): Result<FitAnswer> {
  return {
    ok: false,
    problems: problems.map((problem) => ({ ...problem, field: `${name}: ${problem.field}` })),
  };
}

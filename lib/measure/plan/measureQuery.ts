import { fail, ok, type Problem, type Result } from "../../base/result";
import { type OperatorKind, operatorKinds } from "../../design/operatorKinds";
import type { BackendId } from "../backend/backend";
import type { GraphPrecision } from "../graph/blockCase";
import type { PlanId } from "./plan";
import type { PlanOptions } from "./shippedPlans";
import { readSizeList, type SizeList, sizeRules } from "./sizeLists";

/** A plan asked for in the address bar. */
export interface MeasureQuery {
  readonly plan: PlanId;
  readonly backend: BackendId | null;
  readonly precision: GraphPrecision | null;
  readonly options: PlanOptions;
}

const plans: readonly PlanId[] = ["quick", "full", "design", "custom"];
const backends: readonly BackendId[] = ["webgpu", "wasm-threads", "wasm", "webnn"];
const precisions: Readonly<Record<string, GraphPrecision>> = {
  fp32: { activations: "float32", weights: "dense" },
  fp16: { activations: "float16", weights: "dense" },
  int4: { activations: "float32", weights: "int4" },
  "int4-fp16": { activations: "float16", weights: "int4" },
};

/**
 * Reads `?measure=PLAN` with its options, for laboratories that collect profiles by script:
 * `backend` (webgpu, wasm-threads, wasm, webnn), `precision` (fp32, fp16, int4, int4-fp16), `operators` (kinds),
 * `hidden`, `contexts`, `batches`, `prompts` (lists of whole numbers), `rounds` (counted runs of a case) and `cold`
 * (MB of distinct weights between two runs of one case).
 * @returns null where the address asks for no measurement.
 */
export function readMeasureQuery(search: string): Result<MeasureQuery> | null {
  const query = new URLSearchParams(search);
  const plan = query.get("measure");
  if (plan === null) return null;
  const problems: Problem[] = [];
  const refuse = (field: string, message: string) => {
    problems.push({ field, message });
  };
  const oneOf = <T extends string>(field: string, words: readonly T[]): T | null => {
    const word = query.get(field);
    if (word === null) return null;
    const found = words.find((known) => known === word);
    if (found === undefined) refuse(field, `must be one of ${words.join(", ")}, but is ${word}.`);
    return found ?? null;
  };
  const sizes = (list: SizeList): Pick<PlanOptions, SizeList> => {
    const text = query.get(sizeRules[list].field);
    if (text === null) return {};
    const read = readSizeList(text, list);
    if (read.ok) return { [list]: read.value };
    problems.push(...read.problems);
    return {};
  };
  const number = (field: string, least: number, most: number): number | undefined => {
    const text = query.get(field);
    if (text === null) return undefined;
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    refuse(field, `must be a whole number from ${least} to ${most}, but is ${text}.`);
    return undefined;
  };
  const kinds = query.get("operators")?.split(",");
  const unknown = kinds?.find((kind) => !operatorKinds.some((known) => known === kind));
  if (unknown !== undefined) refuse("operators", `has no operator ${unknown}.`);
  const planId = oneOf("measure", plans) ?? "quick";
  const lists = {
    ...sizes("hiddenSizes"),
    ...sizes("contexts"),
    ...sizes("batches"),
    ...sizes("prompts"),
  };
  const rounds = number("rounds", 3, 1000);
  const coldMegabytes = number("cold", 0, 4000);
  const precision = oneOf("precision", Object.keys(precisions));
  const backend = oneOf("backend", backends);
  if (problems.length > 0) return fail(...problems);
  return ok({
    plan: planId,
    backend,
    precision: precision === null ? null : (precisions[precision] ?? null),
    options: {
      ...lists,
      ...(kinds === undefined ? {} : { kinds: kinds as OperatorKind[] }),
      ...(rounds === undefined ? {} : { rounds }),
      ...(coldMegabytes === undefined ? {} : { coldMegabytes }),
    },
  });
}

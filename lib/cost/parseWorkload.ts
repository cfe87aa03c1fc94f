import * as v from "valibot";
import { nearestWord } from "../base/nearest";
import { fail, ok, type Problem, type Result } from "../base/result";
import { oneOf, whole } from "../design/fields";
import { problemsFromIssues } from "../design/schemaProblems";
import type { Workload } from "./workload";
import { shippedWorkloads } from "./workloads";

const batchMessage = 'must be a whole number of at least 1, or "max"';

/** The fields of a workload, as a file or a saved document holds them. */
export const workloadSchema = v.strictObject({
  id: v.pipe(v.string("must be a text"), v.minLength(1, "must not be empty"), v.maxLength(100)),
  name: v.pipe(v.string("must be a text"), v.minLength(1, "must not be empty"), v.maxLength(200)),
  phase: oneOf(["prefill", "decode", "both"]),
  batch: v.union(
    [v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)), v.literal("max")],
    batchMessage,
  ),
  prompt: whole(0, 1_000_000_000),
  new: whole(0, 1_000_000_000),
  precision: oneOf(["fp32", "fp16", "bf16", "fp8", "int8", "int4"]),
  cachePrecision: oneOf(["fp32", "fp16", "bf16", "fp8", "int8"]),
}) satisfies v.GenericSchema<unknown, Workload>;

/** Checks a workload from outside: its fields, and that its phase has tokens to work on. */
export function parseWorkload(json: unknown): Result<Workload> {
  const parsed = v.safeParse(workloadSchema, json);
  if (!parsed.success) return fail(...problemsFromIssues(parsed.issues, workloadSchema));
  const problems = phaseProblems(parsed.output);
  return problems.length > 0 ? fail(...problems) : ok(parsed.output);
}

function phaseProblems(workload: Workload): readonly Problem[] {
  const problems: Problem[] = [];
  if (workload.phase !== "decode" && workload.prompt === 0)
    problems.push({ field: "prompt", message: `must be at least 1 with phase ${workload.phase}, but is 0.` });
  if (workload.phase !== "prefill" && workload.new === 0)
    problems.push({ field: "new", message: `must be at least 1 with phase ${workload.phase}, but is 0.` });
  return problems;
}

/** The shipped workload with this id. */
export function findWorkload(id: string): Result<Workload> {
  const found = shippedWorkloads.find((workload) => workload.id === id);
  if (found) return ok(found);
  const ids = shippedWorkloads.map((workload) => workload.id);
  const near = nearestWord(id, ids);
  return fail({
    field: "workload",
    message: `${id} is neither a file nor a workload's id.`,
    mend: near ? `Did you mean ${near}?` : `Ids are ${ids.join(", ")}.`,
  });
}

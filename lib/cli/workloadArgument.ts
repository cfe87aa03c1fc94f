import type { Result } from "../base/result";
import { findWorkload, parseWorkload } from "../cost/parseWorkload";
import type { Workload } from "../cost/workload";
import { fileExists, readJsonFile } from "./jsonFile";

/** Reads a workload argument: the id of a shipped workload, or a file with the fields of one. */
export async function readWorkloadArgument(argument: string): Promise<Result<Workload>> {
  const shipped = findWorkload(argument);
  if (shipped.ok || !(await fileExists(argument))) return shipped;
  const json = await readJsonFile(argument);
  return json.ok ? parseWorkload(json.value) : json;
}

import type { Workload } from "../cost/workload";
import { shippedWorkloads } from "../cost/workloads";
import type { Design } from "../design/design";
import type { QualityChoices } from "./qualityChoices";

/** A shipped workload by id, or one the user made. */
export type WorkloadChoice =
  | { readonly kind: "shipped"; readonly id: string }
  | { readonly kind: "custom"; readonly workload: Workload };

/**
 * Everything that is saved, shared and undone: the design and the question asked of it. Derived figures are never
 * part of it, nor are view choices.
 */
export interface WorkbenchDocument {
  readonly design: Design;
  readonly workload: WorkloadChoice;
  readonly deviceId: string;
  /** A runtime stack of the device, or null for the device's default. */
  readonly stackId: string | null;
  /** Absent: the literature's effects and the design's own anchor. */
  readonly quality?: QualityChoices;
}

/** The workload a document asks about. An unknown shipped id falls back to the first shipped workload. */
export function workloadOf(document: Pick<WorkbenchDocument, "workload">): Workload {
  const choice = document.workload;
  if (choice.kind === "custom") return choice.workload;
  const found = shippedWorkloads.find((workload) => workload.id === choice.id) ?? shippedWorkloads[0];
  if (found === undefined) throw new Error("no workload is shipped");
  return found;
}

/** A document for a design, with the conditions of the paper's Table 6. */
export function documentOf(design: Design): WorkbenchDocument {
  return { design, workload: { kind: "shipped", id: "paper-8k" }, deviceId: "h100_sxm", stackId: null };
}

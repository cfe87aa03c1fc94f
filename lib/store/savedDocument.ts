import * as v from "valibot";
import { fail, ok, type Problem, type Result } from "../base/result";
import { workloadSchema } from "../cost/parseWorkload";
import { parseDesign } from "../design/parseDesign";
import { metricIds } from "../pareto/metrics";
import { qualityChoicesSchema } from "./qualityChoices";
import { defaultView, type ViewChoices } from "./viewChoices";
import type { WorkbenchDocument, WorkloadChoice } from "./workbenchDocument";

/** A document with the way it is looked at, as it is saved and shared. */
export interface SavedDocument {
  readonly document: WorkbenchDocument;
  readonly view: ViewChoices;
}

/** Version of the saved form. A reader refuses what is newer than itself, and migrates what is older. */
export const savedVersion = 1;

const choiceSchema: v.GenericSchema<unknown, WorkloadChoice> = v.variant("kind", [
  v.strictObject({ kind: v.literal("shipped"), id: v.string() }),
  v.strictObject({ kind: v.literal("custom"), workload: workloadSchema }),
]);

const scale = v.picklist(["linear", "log"]);
const limit = v.object({ min: v.optional(v.number()), max: v.optional(v.number()) });

/** View choices are a convenience: one that cannot be read falls back to its default, alone. */
const viewSchema = v.object({
  laneMeasure: v.fallback(v.picklist(["time", "parameters", "cache"]), defaultView.laneMeasure),
  frontierX: v.fallback(v.picklist(metricIds), defaultView.frontierX),
  frontierY: v.fallback(v.picklist(metricIds), defaultView.frontierY),
  publishedAs: v.fallback(v.picklist(["published", "predicted", "both"]), defaultView.publishedAs),
  showDominated: v.fallback(v.boolean(), defaultView.showDominated),
  frontierXScale: v.fallback(scale, defaultView.frontierXScale),
  frontierYScale: v.fallback(scale, defaultView.frontierYScale),
  constraints: v.fallback(v.record(v.picklist(metricIds), limit), {}),
  pinned: v.fallback(v.array(v.string()), []),
  drawerTab: v.fallback(v.nullable(v.string()), null),
});

/** The plain JSON of a document: view choices that are as always are left out. */
export function toJson({ document, view }: SavedDocument): Record<string, unknown> {
  const entries = Object.entries(view) as [keyof ViewChoices, unknown][];
  const changed = entries.filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(defaultView[name]),
  );
  return {
    version: savedVersion,
    ...document,
    ...(changed.length > 0 ? { view: Object.fromEntries(changed) } : {}),
  };
}

/** Reads a document from its JSON; every part is checked as if it came from a stranger. */
export function fromJson(json: unknown): Result<SavedDocument> {
  if (typeof json !== "object" || json === null)
    return fail({ field: "", message: "This is not a saved document." });
  const record = json as Readonly<Record<string, unknown>>;
  if (typeof record.version === "number" && record.version > savedVersion)
    return fail({
      field: "version",
      message: `This was saved by a newer version of Paretoscope (format ${record.version}; this one reads ${savedVersion}).`,
      mend: "Reload the page to get the newer version, then open it again.",
    });
  const design = parseDesign(record.design);
  if (!design.ok) return design;
  const workload = v.safeParse(choiceSchema, record.workload);
  if (!workload.success) return fail(...workload.issues.map((issue) => problemOf("workload", issue)));
  if (typeof record.deviceId !== "string") return fail({ field: "deviceId", message: "must name a device." });
  const quality = v.safeParse(v.optional(qualityChoicesSchema), record.quality);
  if (!quality.success) return fail(...quality.issues.map((issue) => problemOf("quality", issue)));
  const view = v.parse(viewSchema, { ...defaultView, ...asObject(record.view) });
  return ok({
    document: {
      design: design.value,
      workload: workload.output,
      deviceId: record.deviceId,
      stackId: typeof record.stackId === "string" ? record.stackId : null,
      ...(quality.output === undefined ? {} : { quality: quality.output }),
    },
    view,
  });
}

function asObject(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}

function problemOf(base: string, issue: v.BaseIssue<unknown>): Problem {
  const path = (issue.path ?? []).map((item) => String(item.key)).join(".");
  return { field: path === "" ? base : `${base}.${path}`, message: issue.message };
}

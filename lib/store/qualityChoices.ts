import * as v from "valibot";
import type { EffectChoice, EffectChoices } from "../quality/effects/effects";
import type { WorkbenchDocument } from "./workbenchDocument";

/** What the user decided about the quality model: an anchor of their own, effects switched off or reweighted. */
export interface QualityChoices {
  /** Id of the published model that accuracy hangs on; absent: the design's own ancestor. */
  readonly anchor?: string;
  readonly effects?: EffectChoices;
}

/** The literature's effects and the design's own anchor. */
export const asPublished: QualityChoices = {};

const finite = v.pipe(v.number(), v.finite());

/** Checks choices from outside. */
export const qualityChoicesSchema: v.GenericSchema<unknown, QualityChoices> = v.strictObject({
  anchor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  effects: v.optional(
    v.record(
      v.pipe(v.string(), v.maxLength(200)),
      v.union([v.literal("off"), v.strictObject({ mean: finite, sd: v.pipe(finite, v.minValue(0)) })]),
    ),
  ),
});

/** Hangs accuracy on another published model, or (null) on the design's own ancestor again. */
export function withAnchor(document: WorkbenchDocument, anchor: string | null): WorkbenchDocument {
  const { anchor: _, ...others } = document.quality ?? asPublished;
  return withChoices(document, anchor === null ? others : { ...others, anchor });
}

/** Switches one effect off or gives it a weight; null gives it back the literature's. */
export function withEffect(
  document: WorkbenchDocument,
  id: string,
  choice: EffectChoice | null,
): WorkbenchDocument {
  const { effects = {}, ...others } = document.quality ?? asPublished;
  const { [id]: _, ...kept } = effects;
  const next = choice === null ? kept : { ...kept, [id]: choice };
  return withChoices(document, Object.keys(next).length === 0 ? others : { ...others, effects: next });
}

/** Takes the choices over; none at all leave no trace in what is saved and shared. */
function withChoices(document: WorkbenchDocument, quality: QualityChoices): WorkbenchDocument {
  const { quality: _, ...others } = document;
  return Object.keys(quality).length === 0 ? others : { ...others, quality };
}

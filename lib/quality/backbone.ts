import fittedJson from "./backbone.fitted.json";
import { type BackboneFormId, type BackbonePoint, lossAt } from "./backboneForm";
import type { AccuracyMap } from "./fit/fitAccuracyMap";

/** One form of the law as fitted. */
export interface FittedForm {
  /** Its share in a prediction; the shares of both forms add to 1. */
  readonly share: number;
  /** In the order of `formParameters`. */
  readonly coefficients: readonly number[];
  /** The same of each bootstrap resample; member i of both forms saw the same shapes. */
  readonly ensemble: readonly (readonly number[])[];
}

/** What the fit ships: coefficients with their bootstrap ensemble, the range they rest on, and their origin. */
export interface FittedBackbone {
  readonly provenance: string;
  readonly licence: string;
  readonly points: number;
  readonly shapes: number;
  readonly range: { readonly [K in keyof BackbonePoint]: readonly [number, number] };
  readonly forms: { readonly [F in BackboneFormId]: FittedForm };
  readonly accuracyMap: AccuracyMap;
}

/** The shipped fit, rebuilt by `npm run fit:quality`. */
export const fittedBackbone = fittedJson as unknown as FittedBackbone;

/** Loss of a uniform guess over the reference vocabulary, ln 50,304: no trained model is worse. */
const uniformLoss = Math.log(50_304);

function boundedLoss(form: BackboneFormId, coefficients: readonly number[], point: BackbonePoint): number {
  return Math.min(lossAt(form, coefficients, point), uniformLoss);
}

/**
 * A point inside what the law can be asked: widths below the narrowest fitted model are read as that one, since a
 * single family carries the width term there.
 */
function clamped(point: BackbonePoint): BackbonePoint {
  return { ...point, width: Math.max(point.width, fittedBackbone.range.width[0]) };
}

/** Both forms together, nats a token; the central prediction. */
export function backboneLoss(point: BackbonePoint): number {
  const inside = clamped(point);
  const { DK, DWK } = fittedBackbone.forms;
  return (
    DK.share * boundedLoss("DK", DK.coefficients, inside) +
    DWK.share * boundedLoss("DWK", DWK.coefficients, inside)
  );
}

/** Half the disagreement of the two forms, signed, nats a token. */
export function formDisagreement(point: BackbonePoint): number {
  const inside = clamped(point);
  const { DK, DWK } = fittedBackbone.forms;
  return (boundedLoss("DK", DK.coefficients, inside) - boundedLoss("DWK", DWK.coefficients, inside)) / 2;
}

/** Loss of every bootstrap member (both forms together), so that differences between points share their errors. */
export function backboneEnsemble(point: BackbonePoint): Float64Array {
  const inside = clamped(point);
  const { DK, DWK } = fittedBackbone.forms;
  return Float64Array.from(
    DK.ensemble,
    (member, index) =>
      DK.share * boundedLoss("DK", member, inside) +
      DWK.share * boundedLoss("DWK", DWK.ensemble[index]!, inside),
  );
}

import type { FittedBackbone, FittedForm } from "../backbone";
import type { BackboneFormId } from "../backboneForm";
import { fitAccuracyMap, readScoredPoints } from "./fitAccuracyMap";
import { bootstrapBackbone, fitBackbone, formShares } from "./fitBackbone";
import { readGemstones, type TrainedPoint } from "./gemstones";

/** Members of the shipped ensemble: enough for a deviation within 10 %, few enough for a small download. */
const resamples = 64;
const seed = 20_251_118;

const significant = (value: number) => Number(value.toPrecision(7));

/** Fits everything that ships, from the texts of the two Gemstones tables. Deterministic. */
export function fitQuality(lossCsv: string, scoresCsv: string): FittedBackbone {
  const points = readGemstones(lossCsv);
  const best = {
    DK: fitBackbone("DK", points).coefficients,
    DWK: fitBackbone("DWK", points).coefficients,
  };
  const shares = formShares(points, best);
  const map = fitAccuracyMap(readScoredPoints(scoresCsv));
  return {
    provenance:
      "Fitted on gemstones_depth_width_loss.csv, set hot_every10B, from 20 B tokens on, by robust least squares on log loss; ensemble by bootstrap over shapes. Losses of the Gemstones models (McLeish et al., arXiv:2502.06857).",
    licence:
      "Data: github.com/mcleish7/gemstone-scaling-laws, MIT licence, copyright (c) its authors; this notice must stay with the coefficients.",
    points: points.length,
    shapes: new Set(points.map(({ shape }) => shape)).size,
    range: rangeOf(points),
    forms: {
      DK: fittedForm("DK", points, best.DK, shares.DK),
      DWK: fittedForm("DWK", points, best.DWK, shares.DWK),
    },
    accuracyMap: {
      floor: significant(map.floor),
      scale: significant(map.scale),
      rate: significant(map.rate),
      rmse: significant(map.rmse),
    },
  };
}

function fittedForm(
  form: BackboneFormId,
  points: readonly TrainedPoint[],
  best: Float64Array,
  share: number,
): FittedForm {
  return {
    share: significant(share),
    coefficients: Array.from(best, significant),
    ensemble: bootstrapBackbone(form, points, resamples, seed).map((member) =>
      Array.from(member, significant),
    ),
  };
}

function rangeOf(points: readonly TrainedPoint[]): FittedBackbone["range"] {
  const span = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const;
  return {
    effectiveParameters: span(points.map((point) => point.effectiveParameters)),
    depth: span(points.map(({ depth }) => depth)),
    width: span(points.map(({ width }) => width)),
    tokens: span(points.map(({ tokens }) => tokens)),
  };
}

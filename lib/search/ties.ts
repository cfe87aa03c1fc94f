import type { Design } from "../design/design";
import { lossDifference, z90 } from "../quality/lossDifference";
import { studyTokens } from "../quality/qualityOptions";
import { qualityShape } from "../quality/qualityShape";
import { weightsFor } from "../quality/weights";
import type { PreparedSearch } from "./searchRequest";

/** The difference of two designs' predicted losses with its 90 % interval; errors both share cancel. */
export interface LossGap {
  /** Loss of the first minus loss of the second, nats a token. */
  readonly mean: number;
  readonly lo: number;
  readonly hi: number;
  /** True when the interval contains zero: the predictor cannot tell which is better. */
  readonly tied: boolean;
}

/** Compares two designs' losses under a search's conditions. */
export function lossGap({ conditions, setting }: PreparedSearch, a: Design, b: Design): LossGap {
  const { quality } = conditions;
  const tokens = quality.tokens ?? setting.space.space.base.training?.tokens ?? studyTokens;
  const weights = weightsFor(quality.effects, quality.correction);
  const { mean, sd } = lossDifference(qualityShape(a), qualityShape(b), tokens, weights);
  const lo = mean - z90 * sd;
  const hi = mean + z90 * sd;
  return { mean, lo, hi, tied: lo <= 0 && hi >= 0 };
}

import { fail, ok, type Problem, type Result } from "../base/result";
import type { Design } from "../design/design";
import { lossDifference, z90 } from "./lossDifference";
import { type QualityOptions, readQuestion } from "./qualityOptions";
import { weightsFor } from "./weights";

/** How two designs compare at the same training tokens. */
export interface QualityComparison {
  /** Loss of the first minus loss of the second with its 90 % interval, nats a token. Negative: the first is better. */
  readonly difference: number;
  readonly lo: number;
  readonly hi: number;
  /** The interval of the difference contains zero. */
  readonly tied: boolean;
  readonly tokens: number;
}

/** Compares two designs; errors they share cancel, so this is tighter than their separate bands. */
export function compareQuality(
  first: Design,
  second: Design,
  options: QualityOptions = {},
): Result<QualityComparison> {
  const a = readQuestion(first, options);
  const b = readQuestion(second, {
    ...options,
    tokens: options.tokens ?? (a.ok ? a.value.tokens : undefined),
  });
  if (!a.ok || !b.ok) {
    const problems: Problem[] = [a, b].flatMap((side) => (side.ok ? [] : side.problems));
    return fail(...problems);
  }
  const weights = weightsFor(options.effects, options.correction);
  const { mean, sd } = lossDifference(a.value.shape, b.value.shape, a.value.tokens, weights);
  const lo = mean - z90 * sd;
  const hi = mean + z90 * sd;
  return ok({ difference: mean, lo, hi, tied: lo <= 0 && hi >= 0, tokens: a.value.tokens });
}

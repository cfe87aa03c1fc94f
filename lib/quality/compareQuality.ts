import { fail, ok, type Problem, type Result } from "../base/result";
import type { Design } from "../design/design";
import { lossDifference, z90 } from "./lossDifference";
import { type QualityOptions, type QualityQuestion, readQuestion } from "./qualityOptions";
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

/** The problems of both sides: what is wrong with a design bears its name, what is wrong with the question is said once. */
function problemsOfBoth(
  first: Design,
  a: Result<QualityQuestion>,
  second: Design,
  b: Result<QualityQuestion>,
): readonly Problem[] {
  const found = new Map<string, Problem>();
  for (const { side, name } of [
    { side: a, name: `${first.name} (first)` },
    { side: b, name: `${second.name} (second)` },
  ]) {
    if (side.ok) continue;
    for (const problem of side.problems) {
      const field = problem.field === "stages" ? `${name}: ${problem.field}` : problem.field;
      const key = `${field} ${problem.message}`;
      if (!found.has(key)) found.set(key, { ...problem, field });
    }
  }
  return [...found.values()];
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
    return fail(...problemsOfBoth(first, a, second, b));
  }
  const weights = weightsFor(options.effects, options.correction);
  const { mean, sd } = lossDifference(a.value.shape, b.value.shape, a.value.tokens, weights);
  const lo = mean - z90 * sd;
  const hi = mean + z90 * sd;
  return ok({ difference: mean, lo, hi, tied: lo <= 0 && hi >= 0, tokens: a.value.tokens });
}

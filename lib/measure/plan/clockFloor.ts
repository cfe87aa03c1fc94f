/** No call of a runtime takes less, ms; it stands in where the clock's step is not known. */
const leastMs = 1e-3;

/**
 * Times as a stepping clock can tell them: one that reads 0 took less than a step, and counts as half of it. Pages
 * without isolation have steps of 100 µs or a whole millisecond, in which short blocks start and end.
 */
export function atLeastHalfStep(timesMs: readonly number[], clockStepMs: number): readonly number[] {
  const floor = Math.max(leastMs, clockStepMs / 2);
  return timesMs.map((ms) => Math.max(floor, ms));
}

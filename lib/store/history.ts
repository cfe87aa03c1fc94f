/** A named step and the value it started from (in the past) or leads to (in the future). */
export interface HistoryStep<T> {
  readonly label: string;
  readonly value: T;
}

/** Past steps oldest first, future steps nearest first; the present value is kept beside it. */
export interface History<T> {
  readonly past: readonly HistoryStep<T>[];
  readonly future: readonly HistoryStep<T>[];
}

/** Steps kept. Values share structure, so a step costs little more than what it changed. */
export const historyLimit = 1000;

export const emptyHistory: History<never> = { past: [], future: [] };

/** Records that `label` replaced `before`; whatever was undone is forgotten. */
export function recordStep<T>(history: History<T>, label: string, before: T): History<T> {
  return { past: [...history.past, { label, value: before }].slice(-historyLimit), future: [] };
}

/** Moves the present by `steps` (negative into the past), as far as there are steps. */
export function travel<T>(
  history: History<T>,
  present: T,
  steps: number,
): { history: History<T>; present: T } {
  const past = [...history.past];
  const future = [...history.future];
  let value = present;
  for (let moved = 0; moved < Math.abs(steps); moved++) {
    const step = steps < 0 ? past.pop() : future.shift();
    if (step === undefined) break;
    const passed = { label: step.label, value };
    if (steps < 0) future.unshift(passed);
    else past.push(passed);
    value = step.value;
  }
  return { history: { past, future }, present: value };
}

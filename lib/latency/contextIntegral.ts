/** Panels in each doubling of the context. */
const perDoubling = 4;
/** First context after 0. */
const firstNode = 16;

/** The node after `node` on the fixed grid 0, 16, 16·2^(1/4), 16·2^(2/4), … (whole numbers). */
function gridNode(index: number): number {
  return index === 0 ? 0 : Math.round(firstNode * 2 ** ((index - 1) / perDoubling));
}

/**
 * Sum of `time(context)` over the steps at contexts start, start + 1, …, start + steps − 1, as the integral of a linear
 * interpolation from start − ½ to start + steps − ½ (the mid-point rule read backwards). The nodes are fixed contexts, with
 * the window as one more, and do not depend on start or steps: the integrand is the same positive function for every
 * workload, so more steps are never faster, and sums over adjacent spans add up exactly.
 */
export function sumOverContexts(
  time: (context: number) => number,
  start: number,
  steps: number,
  window: number | null,
): number {
  if (steps <= 0) return 0;
  const from = Math.max(0, start - 0.5);
  const to = start + steps - 0.5;
  let sum = start === 0 ? 0.5 * time(0) : 0;
  let index = panelBelow(from);
  let [left, leftTime] = [gridNode(index), Number.NaN];
  const kink = window === null ? Number.POSITIVE_INFINITY : window - 1;
  if (kink < from && kink > left) left = kink;
  leftTime = time(left);
  while (left < to) {
    const next = gridNode(index + 1);
    const right = kink > left && kink < next ? kink : next;
    if (right === next) index++;
    const rightTime = time(right);
    const a = Math.max(from, left);
    const b = Math.min(to, right);
    if (b > a) {
      const slope = (rightTime - leftTime) / (right - left);
      sum += (b - a) * (leftTime + slope * ((a + b) / 2 - left));
    }
    left = right;
    leftTime = rightTime;
  }
  return sum;
}

/** Index of the last node at or below a context. */
function panelBelow(context: number): number {
  if (context < firstNode) return 0;
  let index = 1 + Math.max(0, Math.floor(perDoubling * Math.log2(context / firstNode)) - 1);
  while (gridNode(index + 1) <= context) index++;
  return index;
}

/**
 * Query-key pairs of one head and sequence: query i of `tokens` (from 1) sees the `context` positions before and the
 * first i new ones, at most `window` in all. Sum over i of min(context + i, window), in closed form.
 */
export function attentionPairs(tokens: number, context: number, window: number | null): number {
  const growing = window === null ? tokens : Math.min(tokens, Math.max(0, window - context));
  const capped = tokens - growing;
  return growing * context + (growing * (growing + 1)) / 2 + capped * (window ?? 0);
}

/** Cached keys one sequence's new tokens read: everything before that some query still sees. */
export function cachedKeysRead(context: number, window: number | null): number {
  return window === null ? context : Math.min(context, Math.max(0, window - 1));
}

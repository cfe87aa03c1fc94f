import type { Workload } from "../../cost/workload";
import type { Design } from "../../design/design";

/** What a workload's decode says of its cache: positions before the first new token, and new tokens. */
type Decode = Pick<Workload, "prompt" | "new">;

/**
 * Rows of keys and values that an attention layer of a design reads of its cache, on average over the decode of a workload:
 * the prompt, the meta tokens and half of what is generated; of these at most `window - 1`, which is all that a window
 * keeps. The mean is over the growing cache, so a window that fills on the way counts in part.
 */
export function meanCachedRows(
  design: Pick<Design, "metaTokens">,
  { prompt, new: generated }: Decode,
  window: number | null,
): number {
  const start = prompt + (design.metaTokens ?? 0);
  const end = start + generated;
  const full = window === null ? end : window - 1;
  if (end <= full) return (start + end) / 2;
  if (start >= full) return full;
  const growing = ((full - start) * (start + full)) / 2;
  return (growing + (end - full) * full) / generated;
}

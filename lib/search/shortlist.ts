import type { Archive } from "./archive";
import { mostDifferent } from "./diversity";
import { bestRecord } from "./results";
import type { PreparedSearch } from "./searchRequest";

/** Front designs a shortlist is drawn from at most: larger fronts are thinned evenly first. */
const drawnFrom = 120;

/** The best design and the most different others of a run's front, in the front's order. */
export function shortlist(prepared: PreparedSearch, archive: Archive, count: number): readonly number[] {
  const best = bestRecord(prepared, archive);
  if (best < 0) return [];
  const { ids } = archive.front;
  const stride = Math.max(1, Math.ceil(ids.length / drawnFrom));
  const others = ids.filter((id, at) => id !== best && at % stride === 0);
  const chosen = new Set(mostDifferent(prepared.setting.space, archive, [best, ...others], count));
  const inOrder = ids.filter((id) => chosen.has(id));
  return inOrder.includes(best) ? inOrder : [best, ...inOrder];
}

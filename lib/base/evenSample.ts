/** At most `limit` of the rows, evenly spread over them and in their order; all of them where they are fewer. */
export function evenSample<T>(rows: readonly T[], limit: number): readonly T[] {
  if (rows.length <= limit) return rows;
  return Array.from({ length: limit }, (_, index) => rows[Math.floor((index * rows.length) / limit)]!);
}

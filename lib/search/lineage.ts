import type { Archive, CandidateRecord } from "./archive";

/** A candidate and its forebears by first parent, itself first, the one without parents last. */
export function lineage(archive: Archive, id: number): readonly CandidateRecord[] {
  const line: CandidateRecord[] = [];
  for (let next = id; next >= 0; ) {
    const record = archive.record(next);
    line.push(record);
    next = record.parent;
  }
  return line;
}

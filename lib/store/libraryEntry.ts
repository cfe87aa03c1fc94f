import { fail, ok, type Result } from "../base/result";
import { fromJson, type SavedDocument, toJson } from "./savedDocument";

/** A document kept in the library. */
export interface LibraryEntry {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly saved: SavedDocument;
}

/** The form of an entry in storage and in exported files. */
export interface LibraryRecord {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly tags: readonly string[];
  readonly savedAt: number;
  readonly document: Record<string, unknown>;
}

export const recordVersion = 1;

/**
 * Migrations of records: the function at place n brings a record of version n to version n + 1. Version 0 is what had
 * no version: a bare document under an id.
 */
const migrations: readonly ((record: Record<string, unknown>) => Record<string, unknown>)[] = [
  (record) => ({ tags: [], savedAt: 0, ...record, version: 1 }),
];

export function toRecord({ id, name, tags, savedAt, saved }: LibraryEntry): LibraryRecord {
  return { id, version: recordVersion, name, tags, savedAt, document: toJson(saved) };
}

/** Reads a record of any version up to this one; a newer or damaged one says so and is left where it is. */
export function fromRecord(json: unknown): Result<LibraryEntry> {
  if (typeof json !== "object" || json === null)
    return fail({ field: "", message: "This is no library entry." });
  let record = json as Record<string, unknown>;
  const version = typeof record.version === "number" ? record.version : 0;
  if (version > recordVersion)
    return fail({ field: "version", message: "This entry was saved by a newer version of Paretoscope." });
  for (const migrate of migrations.slice(version)) record = migrate(record);
  const { id, name, tags, savedAt } = record;
  if (typeof id !== "string" || id === "") return fail({ field: "id", message: "The entry has no id." });
  const saved = fromJson(record.document);
  if (!saved.ok) return saved;
  return ok({
    id,
    name: typeof name === "string" && name !== "" ? name : saved.value.document.design.name,
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [],
    savedAt: typeof savedAt === "number" ? savedAt : 0,
    saved: saved.value,
  });
}

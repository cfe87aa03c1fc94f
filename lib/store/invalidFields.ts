/** Fields of a form that hold something unusable, by label: what they are for does not start before they are mended. */
export type InvalidFields = readonly string[];

/** The list after a field was found valid or not; the same list where nothing changed. */
export function noteField(fields: InvalidFields, label: string, valid: boolean): InvalidFields {
  if (fields.includes(label) !== valid) return fields;
  return valid ? fields.filter((one) => one !== label) : [...fields, label];
}

/** What to mend before something starts; null when nothing is. */
export function invalidText(fields: InvalidFields): string | null {
  return fields.length === 0 ? null : `Mend first: ${fields.join(", ").toLowerCase()}.`;
}

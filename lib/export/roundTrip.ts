import type { Problem } from "../base/result";
import type { Design } from "../design/design";
import { compareDesigns, type Difference } from "./semantics";
import type { ExportFile, Target } from "./target";

/** What became of a design that was exported and read back. */
export type RoundTrip =
  | {
      readonly kind: "read";
      /** Fields the format has no place for; they are in design.json. */
      readonly leftOut: readonly Difference[];
      /** Anything else that changed; none is expected. */
      readonly changed: readonly Difference[];
    }
  | { readonly kind: "unreadable"; readonly problems: readonly Problem[] };

/** Reads a target's files back and compares the result with the design they were written from. */
export function roundTrip(target: Target, design: Design, files: readonly ExportFile[]): RoundTrip {
  const back = target.readBack(files);
  if (!back.ok) return { kind: "unreadable", problems: back.problems };
  const differences = compareDesigns(design, back.value);
  const omitted: readonly string[] = target.omits;
  return {
    kind: "read",
    leftOut: differences.filter(({ field }) => omitted.includes(field)),
    changed: differences.filter(({ field }) => !omitted.includes(field)),
  };
}

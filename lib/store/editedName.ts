import type { Design } from "../design/design";
import { presets } from "../design/presets";
import { sameArchitecture } from "../quality/anchors";

const mark = ", edited";

/**
 * The design after an edit, under a name that holds: an untouched published model whose architecture was changed is no
 * longer that model, and gets its name back when the change is taken back by hand. A name somebody gave stays.
 */
export function withEditedName(before: Design, after: Design): Design {
  if (after === before || after.name !== before.name) return after;
  const { name } = after;
  const original = name.endsWith(mark) ? name.slice(0, -mark.length) : name;
  const preset = presets.find(({ design }) => design.name === original)?.design;
  if (preset === undefined) return after;
  if (name !== original) return sameArchitecture(preset, after) ? { ...after, name: original } : after;
  const departs = sameArchitecture(preset, before) && !sameArchitecture(preset, after);
  return departs ? { ...after, name: `${name}${mark}` } : after;
}

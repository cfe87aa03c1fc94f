import type { Design } from "./design";
import { type Preset, presets } from "./presets";

const known = new WeakMap<Design, Preset | null>();
let byContent: ReadonlyMap<string, Preset> | null = null;

/** The preset a design is, unchanged, whichever way it came here: from the list, storage, a link or a file. */
export function presetOf(design: Design): Preset | null {
  const found = known.get(design);
  if (found !== undefined) return found;
  byContent ??= new Map(presets.map((preset) => [canonicalText(preset.design), preset]));
  const preset = presets.find((one) => one.design === design) ?? byContent.get(canonicalText(design)) ?? null;
  known.set(design, preset);
  return preset;
}

/** JSON with the fields of every object in the order of their names, so that equal contents are equal texts. */
function canonicalText(design: Design): string {
  return JSON.stringify(design, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

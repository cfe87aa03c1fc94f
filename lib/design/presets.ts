import { nemotronFlashPresets } from "./presets/nemotronFlash";
import type { Preset } from "./presets/preset";
import { qwenPresets } from "./presets/qwen";
import { transformerPresets } from "./presets/transformers";

export type { Preset } from "./presets/preset";

/** Published models one can start from: hybrids first, then transformers. */
export const presets: readonly Preset[] = [...nemotronFlashPresets, ...qwenPresets, ...transformerPresets];

const byId: ReadonlyMap<string, Preset> = new Map(presets.map((preset) => [preset.id, preset]));

/** The preset with this id (in any case), or null. */
export function findPreset(id: string): Preset | null {
  return byId.get(id.toLowerCase()) ?? null;
}

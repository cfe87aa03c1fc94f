import type { Stage } from "./design";
import { kindOf, type LayerRef } from "./operatorKinds";
import { operators } from "./operators/registry";

/** Longest unit that is looked for, in layers. */
const longestUnit = 64;

/**
 * Folds a flat list of layers into stages with repeat counts: at each place the unit whose repeats cover most, the
 * shorter unit on a tie. A unit that has a mixer starts with one, so that blocks stay mixer first.
 */
export function foldLayers(layers: readonly LayerRef[]): readonly Stage[] {
  const stages: Stage[] = [];
  let single: LayerRef[] = [];
  const closeSingle = () => {
    if (single.length > 0) stages.push({ repeat: 1, layers: single });
    single = [];
  };
  let place = 0;
  while (place < layers.length) {
    const { length, repeat } = bestUnit(layers, place);
    if (repeat === 1) {
      single.push(layers[place]!);
      place += 1;
    } else {
      closeSingle();
      stages.push({ repeat, layers: layers.slice(place, place + length) });
      place += length * repeat;
    }
  }
  closeSingle();
  return stages;
}

function bestUnit(layers: readonly LayerRef[], place: number) {
  let best = { length: 1, repeat: 1 };
  const startsWithMixer = isMixer(layers[place]!);
  let hasMixer = startsWithMixer;
  const limit = Math.min(longestUnit, Math.floor((layers.length - place) / 2));
  for (let length = 1; length <= limit; length++) {
    hasMixer ||= isMixer(layers[place + length - 1]!);
    if (hasMixer && !startsWithMixer) break;
    let matched = 0;
    while (
      place + length + matched < layers.length &&
      layers[place + matched] === layers[place + length + matched]
    )
      matched += 1;
    const repeat = 1 + Math.floor(matched / length);
    if (repeat > 1 && repeat * length > best.repeat * best.length) best = { length, repeat };
  }
  return best;
}

function isMixer(ref: LayerRef): boolean {
  return operators[kindOf(ref)].role === "mixer";
}

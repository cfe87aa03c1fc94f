import type { Stage } from "../design";
import { flattenLayers } from "../flatten";
import { foldLayers } from "../foldLayers";
import { kindOf, type LayerRef } from "../operatorKinds";
import { operators } from "../operators/registry";
import type { LaneEdit } from "./laneEdit";

/**
 * Edits of the whole rhythm. They work on the unrolled layer list and fold it again, because a rhythm such as "an
 * attention every six mixers" pays no heed to where stages were.
 */
function rewrite(
  stages: readonly Stage[],
  change: (layers: readonly LayerRef[]) => readonly LayerRef[],
): LaneEdit {
  const before = flattenLayers({ stages });
  const after = change(before);
  const same = after.length === before.length && after.every((ref, place) => ref === before[place]);
  return { stages: same ? stages : foldLayers(after), selected: [] };
}

const isMixer = (ref: LayerRef) => operators[kindOf(ref)].role === "mixer";
const isAttention = (ref: LayerRef) => operators[kindOf(ref)].family === "softmax attention";

/** The most frequent of the layers that pass, the earliest on a tie; null when none does. */
function mostFrequent(layers: readonly LayerRef[], passes: (ref: LayerRef) => boolean): LayerRef | null {
  const counts = new Map<LayerRef, number>();
  for (const ref of layers) if (passes(ref)) counts.set(ref, (counts.get(ref) ?? 0) + 1);
  let best: LayerRef | null = null;
  for (const [ref, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = ref;
  return best;
}

/**
 * Makes attention periodic: the mixers at places `every`, 2·`every`, … are attention, no other mixer is. Attention
 * layers that lose their place become the design's most frequent other mixer, or Mamba2 where there is none.
 */
export function periodicAttention(stages: readonly Stage[], every: number): LaneEdit {
  return rewrite(stages, (layers) => {
    const attention = mostFrequent(layers, isAttention) ?? "attention";
    const other = mostFrequent(layers, (ref) => isMixer(ref) && !isAttention(ref)) ?? "mamba2";
    let mixers = 0;
    return layers.map((ref) => {
      if (!isMixer(ref)) return ref;
      mixers += 1;
      if (mixers % every === 0) return isAttention(ref) ? ref : attention;
      return isAttention(ref) ? other : ref;
    });
  });
}

/** Replaces every layer of one reference by another; stages keep their shape. */
export function replaceAllLayers(stages: readonly Stage[], from: LayerRef, to: LayerRef): LaneEdit {
  return {
    stages: stages.map((stage) =>
      stage.layers.includes(from)
        ? { ...stage, layers: stage.layers.map((ref) => (ref === from ? to : ref)) }
        : stage,
    ),
    selected: [],
  };
}

/**
 * Moves every attention layer one mixer earlier (-1) or later (+1) by exchanging it with that neighbour; FFNs stay
 * where they are. Attention at the edge, or beside attention that cannot move, stays.
 */
export function moveAttention(stages: readonly Stage[], direction: -1 | 1): LaneEdit {
  return rewrite(stages, (layers) => {
    const places = layers.flatMap((ref, place) => (isMixer(ref) ? [place] : []));
    const mixers = places.map((place) => layers[place]!);
    const order = mixers.map((_, place) => place);
    if (direction > 0) order.reverse();
    for (const place of order) {
      const next = place + direction;
      const here = mixers[place]!;
      const there = mixers[next];
      if (there === undefined || !isAttention(here) || isAttention(there)) continue;
      mixers[place] = there;
      mixers[next] = here;
    }
    const moved = [...layers];
    places.forEach((place, order) => {
      moved[place] = mixers[order]!;
    });
    return moved;
  });
}

/** Puts one FFN after every mixer and none elsewhere: the design's most frequent FFN or MoE, or a plain FFN. */
export function interleaveFfn(stages: readonly Stage[]): LaneEdit {
  return rewrite(stages, (layers) => {
    const feedForward = mostFrequent(layers, (ref) => !isMixer(ref)) ?? "ffn";
    const mixers = layers.filter(isMixer);
    return mixers.length === 0 ? layers : mixers.flatMap((ref) => [ref, feedForward]);
  });
}

import { fail, ok, type Result } from "../base/result";
import type { LayerRef } from "../design/operatorKinds";
import { kindOf } from "../design/operatorKinds";
import { operators } from "../design/operators/registry";
import type { BlockShapes, ComposedStage, StageSpace, TemplateStage } from "./space";

/** One block a stage may repeat, with the blocks that one factor's change leads to. */
export interface BlockUnit {
  /** Layers for each choice of feed; a literal or template has the same for all. */
  readonly layersByFeed: readonly (readonly LayerRef[])[];
  /** Units that differ by one operator kind, or by the order of two. */
  readonly swaps: () => Uint16Array;
  /** Units of the same mixers in another ratio, or with one kind more or less. */
  readonly ratios: () => Uint16Array;
  /** True when the choice of feed has no effect. */
  readonly fixedFeed: boolean;
}

/** Most variations of a template: those with more exchanges are left out. */
const maxUnits = 4096;

/** Shapes as words over the letters 0, 1, 2: which of the chosen mixers stands where. */
const shapeWords: Readonly<Record<BlockShapes, readonly (readonly number[])[]>> = {
  single: [[0]],
  pair: [[0], [0, 1], [0, 1, 1], [0, 1, 1, 1]],
  composite: [[0], [0, 1], [0, 1, 1], [0, 1, 1, 1], [0, 1, 2], [0, 1, 2, 1]],
};

/** The number of blocks a stage may choose from, without listing them; for a template the most there can be. */
export function blockCount(stage: StageSpace): number {
  if (stage.kind === "template") return maxUnits;
  const composed = shapeWords[stage.shapes].reduce((sum, pattern) => {
    let ways = 1;
    for (let letter = 0; letter <= Math.max(...pattern); letter++)
      ways *= Math.max(0, stage.mixers.length - letter);
    return sum + ways;
  }, 0);
  return composed + (stage.literals?.length ?? 0);
}

/** Every block a stage may repeat. */
export function blockUnits(stage: StageSpace, field: string): Result<readonly BlockUnit[]> {
  const units = stage.kind === "composed" ? composedUnits(stage) : templateUnits(stage);
  if (units.length === 0)
    return fail({
      field: `${field}.mixers`,
      message: "allows no block at all.",
      mend: "Allow at least one mixer, or give a literal block.",
    });
  return ok(units);
}

/** Neighbours are many in large spaces and few are ever asked for: they are listed on first use. */
function once(compute: () => readonly number[]): () => Uint16Array {
  let known: Uint16Array | null = null;
  return () => {
    known ??= Uint16Array.from(compute());
    return known;
  };
}

const none = once(() => []);

interface Word {
  readonly shape: number;
  readonly letters: readonly LayerRef[];
}

function composedUnits(stage: ComposedStage): readonly BlockUnit[] {
  const words: Word[] = shapeWords[stage.shapes].flatMap((pattern, shape) =>
    arrangements(stage.mixers, Math.max(...pattern) + 1).map((letters) => ({ shape, letters })),
  );
  const literals = stage.literals ?? [];
  const all = Array.from({ length: words.length + literals.length }, (_, unit) => unit);
  const composed = words.map((word): BlockUnit => {
    const mixers = shapeWords[stage.shapes][word.shape]!.map((letter) => word.letters[letter]!);
    return {
      layersByFeed: stage.feeds.map((feed) => mixers.flatMap((mixer) => [mixer, ...feed])),
      swaps: once(() =>
        places(words, (other) => other.shape === word.shape && oneSwap(word.letters, other.letters)),
      ),
      ratios: once(() =>
        places(words, (other) => other.shape !== word.shape && nested(word.letters, other.letters)),
      ),
      fixedFeed: false,
    };
  });
  return [
    ...composed,
    ...literals.map(
      (layers, at): BlockUnit => ({
        layersByFeed: stage.feeds.map(() => layers),
        swaps: once(() => all.filter((unit) => unit !== words.length + at)),
        ratios: none,
        fixedFeed: true,
      }),
    ),
  ];
}

/** Ordered choices of `length` different items. */
function arrangements(items: readonly LayerRef[], length: number): readonly (readonly LayerRef[])[] {
  if (length === 0) return [[]];
  return items.flatMap((item) =>
    arrangements(
      items.filter((other) => other !== item),
      length - 1,
    ).map((rest) => [item, ...rest]),
  );
}

function places<T>(items: readonly T[], test: (item: T) => boolean): readonly number[] {
  return items.flatMap((item, at) => (test(item) ? [at] : []));
}

/** One letter replaced, or two exchanged. */
function oneSwap(a: readonly LayerRef[], b: readonly LayerRef[]): boolean {
  const differing = a.flatMap((letter, at) => (letter === b[at] ? [] : [at]));
  if (differing.length === 1) return true;
  const [i, j] = differing;
  return differing.length === 2 && a[i!] === b[j!] && a[j!] === b[i!];
}

/** One set of letters contains the other. */
function nested(a: readonly LayerRef[], b: readonly LayerRef[]): boolean {
  const [small, large] = a.length <= b.length ? [a, b] : [b, a];
  return small.every((letter) => large.includes(letter));
}

/**
 * The template with its unlocked mixers exchanged: all combinations where they are few enough, else those within as many
 * exchanges of the template as fit `maxUnits`.
 */
function templateUnits(stage: TemplateStage): readonly BlockUnit[] {
  const slots = stage.layers.flatMap((ref, at) =>
    operators[kindOf(ref)].role === "mixer" && !stage.locked.includes(at) ? [at] : [],
  );
  const layers: (readonly LayerRef[])[] = [stage.layers];
  const known = new Map<string, number>([[stage.layers.join(" "), 0]]);
  for (let ring = 0, start = 0; ring < slots.length; ring++) {
    const end = layers.length;
    const next = new Map<string, readonly LayerRef[]>();
    for (let unit = start; unit < end; unit++)
      for (const neighbour of exchanged(layers[unit]!, slots, stage.mixers)) {
        const key = neighbour.join(" ");
        if (!known.has(key)) next.set(key, neighbour);
        if (end + next.size > maxUnits) break;
      }
    if (next.size === 0 || end + next.size > maxUnits) break;
    for (const [key, added] of next) {
      known.set(key, layers.length);
      layers.push(added);
    }
    start = end;
  }
  return layers.map((own) => ({
    layersByFeed: [own],
    swaps: once(() =>
      exchanged(own, slots, stage.mixers).flatMap((neighbour) => known.get(neighbour.join(" ")) ?? []),
    ),
    ratios: none,
    fixedFeed: true,
  }));
}

/** All lists that differ from `layers` in one slot. */
function exchanged(
  layers: readonly LayerRef[],
  slots: readonly number[],
  mixers: readonly LayerRef[],
): readonly (readonly LayerRef[])[] {
  return slots.flatMap((slot) =>
    mixers.filter((mixer) => mixer !== layers[slot]).map((mixer) => layers.with(slot, mixer)),
  );
}

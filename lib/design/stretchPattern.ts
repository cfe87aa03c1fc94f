import type { Stage } from "./design";
import { countLayers, flattenLayers, layerCount } from "./flatten";
import { foldLayers } from "./foldLayers";
import { kindOf, type LayerRef } from "./operatorKinds";
import { operators } from "./operators/registry";

/** How far from its proportional share a stage's repeat count may move. */
const reach = 4;

/**
 * Stretches or cuts a pattern to `layers` layers and keeps its rhythm: every stage keeps its block and its share of the
 * depth. Where whole blocks cannot add up, part of one block fills the rest, the part that keeps the ratios of operators
 * best. The result may miss `layers` where a mixer and its FFNs are longer than the rest.
 */
export function stretchPattern(stages: readonly Stage[], layers: number): readonly Stage[] {
  if (layerCount(stages) === layers) return stages;
  const flat = flattenLayers({ stages });
  const rhythm = foldLayers(flat);
  const ideal = idealCounts(stages, layers);
  const { repeats, total } = bestRepeats(rhythm, layers);
  const whole = rhythm.map((stage, index) => ({ ...stage, repeat: repeats[index]! }));
  const filled = total < layers ? fillRest(whole, layers - total, ideal) : whole;
  const stretched = filled.filter((stage) => stage.repeat > 0);
  if (layers > flat.length || (stretched.length > 0 && !loses(stretched, ideal))) return stretched;
  const [excerpt] = fillRest([{ repeat: 0, layers: flat }], layers, ideal).filter(
    (stage) => stage.repeat > 0,
  );
  if (excerpt) return [excerpt];
  return stretched.length > 0 ? stretched : [{ repeat: 1, layers: flat.slice(0, layers) }];
}

/** Whether an operator that should have at least half a layer has none. */
function loses(stages: readonly Stage[], ideal: ReadonlyMap<LayerRef, number>): boolean {
  const counts = countLayers(stages);
  return [...ideal].some(([ref, wanted]) => wanted >= 0.5 && !counts.has(ref));
}

interface Plan {
  readonly strain: number;
  readonly repeats: readonly number[];
}

/**
 * Repeat counts that bring the whole blocks closest to `layers` from below and, among those, strain the shares least:
 * the sum of squared moves from each proportional count. Dynamic programming over stages and running totals.
 */
function bestRepeats(rhythm: readonly Stage[], layers: number) {
  const stretch = layers / layerCount(rhythm);
  let plans: ReadonlyMap<number, Plan> = new Map([[0, { strain: 0, repeats: [] }]]);
  for (const stage of rhythm) {
    const share = stage.repeat * stretch;
    const fewest = Math.max(stretch > 1 ? 1 : 0, Math.floor(share) - reach);
    const next = new Map<number, Plan>();
    for (const [total, plan] of plans)
      for (let repeat = fewest; repeat <= Math.ceil(share) + reach; repeat++) {
        const sum = total + repeat * stage.layers.length;
        if (sum > layers) break;
        const lost = repeat === 0 && share >= 0.5 ? 1 : 0;
        const strain = plan.strain + (repeat - share) ** 2 * stage.layers.length + lost;
        const known = next.get(sum);
        if (known === undefined || strain < known.strain)
          next.set(sum, { strain, repeats: [...plan.repeats, repeat] });
      }
    plans = next;
  }
  const total = Math.max(...plans.keys());
  return { total, repeats: plans.get(total)!.repeats };
}

/** Layers of each reference if the ratios stayed exactly as they are. */
function idealCounts(stages: readonly Stage[], layers: number): ReadonlyMap<LayerRef, number> {
  const stretch = layers / layerCount(stages);
  return new Map([...countLayers(stages)].map(([ref, count]) => [ref, count * stretch]));
}

/**
 * Appends to one stage the part of its block that fills `rest` layers and leaves the operator counts closest to ideal;
 * later stages win ties, and a part that puts like mixers side by side where the block alternates loses.
 */
function fillRest(
  whole: readonly Stage[],
  rest: number,
  ideal: ReadonlyMap<LayerRef, number>,
): readonly Stage[] {
  const counts = countLayers(whole.filter((stage) => stage.repeat > 0));
  let best = { after: -1, part: [] as readonly LayerRef[], strain: Number.POSITIVE_INFINITY };
  for (let after = whole.length - 1; after >= 0; after--) {
    const { layers: block, repeat } = whole[after]!;
    const before = repeat > 0 ? block : [];
    const following = whole.slice(after + 1).find((stage) => stage.repeat > 0)?.layers ?? [];
    for (const part of partsOf(block, rest)) {
      const stutters = stutterCount(before, part, following);
      const strain = strainOf(part, counts, ideal) + 100 * (rest - part.length) + 0.5 * stutters;
      if (strain < best.strain - 1e-9) best = { after, part, strain };
    }
  }
  if (best.after < 0) return whole;
  const place = best.after + 1;
  return [...whole.slice(0, place), { repeat: 1, layers: best.part }, ...whole.slice(place)];
}

/** Seams at which the same mixer would follow itself although its block alternates mixers. */
function stutterCount(
  before: readonly LayerRef[],
  part: readonly LayerRef[],
  following: readonly LayerRef[],
): number {
  const alternates = (layers: readonly LayerRef[]) => new Set(layers.filter(isMixer)).size > 1;
  const seam = (left: readonly LayerRef[], right: readonly LayerRef[]) =>
    left.findLast(isMixer) !== undefined && left.findLast(isMixer) === right.find(isMixer) ? 1 : 0;
  return (alternates(before) ? seam(before, part) : 0) + (alternates(following) ? seam(part, following) : 0);
}

function isMixer(ref: LayerRef): boolean {
  return operators[kindOf(ref)].role === "mixer";
}

/** Squared distance of the operator counts from ideal, with the part added; a kind that vanishes counts extra. */
function strainOf(
  part: readonly LayerRef[],
  counts: ReadonlyMap<LayerRef, number>,
  ideal: ReadonlyMap<LayerRef, number>,
): number {
  let strain = 0;
  for (const [ref, wanted] of ideal) {
    const count = (counts.get(ref) ?? 0) + part.filter((layer) => layer === ref).length;
    strain += (count - wanted) ** 2 + (count === 0 ? 1 : 0);
  }
  return strain;
}

/** Parts of a block of at most `room` layers: runs of units from each start, and units picked evenly over the block. */
function partsOf(block: readonly LayerRef[], room: number): readonly (readonly LayerRef[])[] {
  const units = unitsOf(block);
  const parts: (readonly LayerRef[])[] = [];
  for (let start = 0; start < units.length; start++) {
    const part: LayerRef[] = [];
    for (let index = 0; index < units.length; index++) {
      const unit = units[(start + index) % units.length]!;
      if (part.length + unit.length > room) break;
      part.push(...unit);
    }
    if (part.length > 0) parts.push(part);
  }
  const share = Math.min(units.length, Math.round((room / block.length) * units.length));
  const spread = Array.from(
    { length: share },
    (_, index) => units[Math.floor(((index + 0.5) * units.length) / share)]!,
  ).flat();
  if (spread.length > 0 && spread.length <= room) parts.push(spread);
  return parts;
}

/** A mixer with the FFNs after it; FFNs before the first mixer stand alone. */
function unitsOf(block: readonly LayerRef[]): readonly (readonly LayerRef[])[] {
  const units: LayerRef[][] = [];
  for (const layer of block) {
    const unit = units.at(-1);
    if (unit === undefined || isMixer(layer) || !isMixer(unit[0]!)) units.push([layer]);
    else unit.push(layer);
  }
  return units;
}

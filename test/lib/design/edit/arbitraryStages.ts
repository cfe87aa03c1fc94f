import fc from "fast-check";
import type { Stage } from "@/lib/design/design";
import { allPositions, type InsertionPoint, type LayerPosition } from "@/lib/design/edit/laneEdit";
import { type LayerRef, operatorKinds } from "@/lib/design/operatorKinds";

export const arbitraryRef: fc.Arbitrary<LayerRef> = fc.oneof(
  fc.constantFrom(...operatorKinds),
  fc.constantFrom<LayerRef>("swa#wide", "ffn#v2"),
);

/** Stages of a plausible lane: one to five, of one to eight layers, repeated up to four times. */
export const arbitraryStages: fc.Arbitrary<readonly Stage[]> = fc.array(
  fc.record({
    repeat: fc.integer({ min: 1, max: 4 }),
    layers: fc.array(arbitraryRef, { minLength: 1, maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 5 },
);

/** Some layers of these stages, at least one; `picks` is any non-empty list of numbers. */
export function pickPositions(stages: readonly Stage[], picks: readonly number[]): readonly LayerPosition[] {
  const all = allPositions(stages);
  return [...new Set(picks.map((pick) => pick % all.length))].map((place) => all[place]!);
}

/** An insertion point of these stages; `pick` is any number. */
export function pickPoint(stages: readonly Stage[], pick: number): InsertionPoint {
  const points: InsertionPoint[] = stages.flatMap(({ layers }, stage): InsertionPoint[] => [
    { kind: "between", stage },
    ...Array.from({ length: layers.length + 1 }, (_, index) => ({ kind: "inside" as const, stage, index })),
  ]);
  points.push({ kind: "between", stage: stages.length });
  return points[pick % points.length]!;
}

export const arbitraryPicks = fc.array(fc.nat(), { minLength: 1, maxLength: 4 });

import type { Effect } from "./effect";

/** Cost of attention in the first mixer when there are several attention layers; the unit of the feature. */
const firstLayerCost = 0.016;
/** Cost of a single attention layer at the first place, falling with its place over 1.5 layers. */
const singleLayerCost = 0.034;
const singleLayerReach = 1.5;
/** Costs of attention in the last mixer. */
const lastLayerCost = 0.002;
const singleLastCost = 0.006;

/** Where full attention sits among linear mixers. */
export const placement: Effect = {
  id: "placement",
  label: "Attention at the ends",
  grade: "B−",
  mean: firstLayerCost,
  sd: 0.004,
  feature: ({ attentionPlaces, mixers, linear, windowed }) => {
    if (linear === 0 || attentionPlaces.length === 0) return 0;
    const first = attentionPlaces[0]!;
    const last = attentionPlaces[attentionPlaces.length - 1]!;
    const cost =
      attentionPlaces.length === 1
        ? singleLayerCost * Math.exp(-(first - 1) / singleLayerReach) + (last === mixers ? singleLastCost : 0)
        : (first === 1 ? firstLayerCost : 0) + (last === mixers ? lastLayerCost : 0);
    return (cost / firstLayerCost) * (linear / (linear + windowed));
  },
  provenance:
    "Attention in the first mixer +0.016 (6 of 6 cases), in the last +0.002; a single attention layer at place i +0.034·exp(−(i−1)/1.5), at the very end +0.006; no effect among windows (arXiv:2510.04800, 2406.07522).",
};

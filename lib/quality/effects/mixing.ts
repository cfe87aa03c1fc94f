import { operators } from "../../design/operators/registry";
import { linearKinds, type QualityShape } from "../qualityShape";
import { attentionSaturation, type Effect } from "./effect";

/** A little full attention among linear mixers: the best established gain of hybrids. */
export const attentionShare: Effect = {
  id: "attention-share",
  label: "Full attention among linear mixers",
  grade: "B",
  mean: -0.042,
  // S (15 %), f0 (33 %) and the scatter of whole studies together: 0.008 nats near the best share of 0.25.
  sd: 0.012,
  feature: ({ full, windowed, linear }) =>
    linear === 0
      ? 0
      : (1 - full) * (1 - Math.exp(-full / attentionSaturation)) * (linear / (linear + windowed)),
  provenance:
    "G(f) = −0.042·(1−f)·(1−exp(−f/0.117)), f the share of full attention, counted for the linear part of the other mixers: 28 points of 4 sweeps of 2 labs (arXiv:2405.21060, 2510.04800). Against it: with DeltaNet or gated DeltaNet the 500 M study of arXiv:2511.18890 sees no gain.",
};

/** Share of state-space mixers among the linear ones. */
function stateSpaceShare({ shares, linear }: QualityShape): number {
  let sum = 0;
  for (const kind of linearKinds) if (operators[kind].family === "state space") sum += shares[kind];
  return linear === 0 ? 0 : sum / linear;
}

/** State-space mixers with delta-rule or gated linear attention. */
export const linearMixing: Effect = {
  id: "linear-mixing",
  label: "Two linear families mixed",
  grade: "D",
  mean: -0.01,
  sd: 0.012,
  feature: (shape) => {
    const share = stateSpaceShare(shape);
    return 4 * share * (1 - share) * shape.linear;
  },
  provenance:
    "−0.010 at 1:1 of DeltaNet, gated DeltaNet or GLA with Mamba2, falling with balance as 4p(1−p): −0.021 in arXiv:2511.18890, −0.02 in arXiv:2412.06464, halved because both propose such hybrids.",
};

/** Windows of attention among linear mixers, where no layer sees everything. */
export const windowMixing: Effect = {
  id: "window-mixing",
  label: "Linear mixers with windows",
  grade: "D",
  mean: -0.015,
  sd: 0.012,
  feature: ({ windowed, linear, full }) =>
    (1 - Math.exp(-windowed / attentionSaturation)) *
    Math.min(1, 2 * linear) *
    Math.exp(-full / attentionSaturation),
  provenance:
    "−0.015 at 1:1 (arXiv:2406.06484, 2406.07522, 2412.06464); saturation with the share is taken from full attention, and full attention replaces it.",
};

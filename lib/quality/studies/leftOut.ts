import type { EffectChoices } from "../effects/effects";
import { fittedOperatorOffsets } from "../effects/fittedOffsets";

/** Operators that no other paper contrasts keep no evidence: their offset is zero with this deviation, nats a token. */
const noEvidence = { mean: 0, sd: 0.03 };

/**
 * Effect weights that owe nothing to arXiv:2511.18890: operator offsets refitted without its rows, and the mixing of
 * linear families from arXiv:2412.06464 alone (−0.02, halved since that paper proposes such hybrids).
 */
export const paperLeftOut: EffectChoices = {
  ...Object.fromEntries(
    (["mamba2", "mamba", "deltanet", "gated-deltanet", "gla", "rwkv7"] as const).map((kind) => [
      `operator:${kind}`,
      fittedOperatorOffsets.withoutPaper[kind] ?? noEvidence,
    ]),
  ),
  "linear-mixing": { mean: -0.01, sd: 0.012 },
};

import type { Check } from "../check";

/** What a target's gated FFN can be. */
interface GatedFfnAbility {
  readonly bias: boolean;
  /** `silu` alone, or any activation. */
  readonly activations: "silu" | "any";
}

/** One gated FFN for all blocks: the rule of every transformer-like target. */
export function checkGatedFfn(check: Check, ability: GatedFfnAbility): void {
  const { stack } = check;
  check.shared(["ffn"], "FFN setting");
  check.rule("ffn", "gated", {
    holds: ({ gated }) => gated,
    says: () => `a plain FFN, but ${stack}'s is gated.`,
    edit: ({ intermediateSize }) => ({
      label: "Use a gated silu FFN of 2/3 of the width (as many parameters)",
      change: {
        gated: true,
        activation: "silu" as const,
        intermediateSize: Math.max(1, Math.round((2 * intermediateSize) / 3)),
      },
    }),
  });
  if (ability.activations === "silu")
    check.rule("ffn", "activation", {
      holds: ({ activation }) => activation === "silu",
      says: ({ activation }) => `activation ${activation}; ${stack} has silu only.`,
      edit: () => ({ label: "Use silu", change: { activation: "silu" as const } }),
    });
  if (!ability.bias)
    check.rule("ffn", "bias", {
      holds: ({ bias }) => !bias,
      says: () => `biases on the FFN, which ${stack} has not.`,
      edit: () => ({ label: "Remove the FFN biases", change: { bias: false } }),
    });
}

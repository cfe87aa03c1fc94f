import { mamba2Width } from "../../design/operators/mamba2";
import type { Check } from "../check";

/** Mamba2 of transformers' classes: the ratio of widths is a whole number, and the gated norm is always there. */
export function checkMamba2Expand(check: Check): void {
  const { stack, design } = check;
  const { hiddenSize } = design;
  check.rule("mamba2", "expand", {
    holds: (settings) => mamba2Width(settings, hiddenSize) % hiddenSize === 0,
    says: (settings) =>
      `an inner width of ${mamba2Width(settings, hiddenSize)} is no whole multiple of the hidden size ${hiddenSize}; ${stack}'s config class takes expand as a whole number.`,
    edit: (settings) => {
      const expand = Math.max(1, Math.round(mamba2Width(settings, hiddenSize) / hiddenSize));
      return settings.heads === undefined &&
        (expand * hiddenSize) % (settings.headDim * settings.groups) === 0
        ? { label: `Use expand ${expand}`, change: { expand } }
        : null;
    },
    mend: "heads x head dim must be a whole multiple of the hidden size.",
  });
  check.rule("mamba2", "gatedNorm", {
    holds: ({ gatedNorm }) => gatedNorm ?? true,
    says: () => `no gated norm, which ${stack}'s Mamba2 always has.`,
    edit: () => ({ label: "Add the gated norm", change: { gatedNorm: true } }),
  });
}

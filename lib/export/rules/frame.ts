import type { Check } from "../check";
import { withoutField } from "../edits";
import { plainNorm, sameSettings } from "../semantics";

/** Norms, shared weights and meta tokens, which only few targets know. */
export function checkFrame(check: Check, has: { readonly metaTokens: boolean }): void {
  const { design, stack } = check;
  const { norm, shareLayers, metaTokens = 0 } = design;
  if (!sameSettings(plainNorm(norm), plainNorm(undefined)))
    check.refuseField(
      "norm",
      `Norms are ${norm?.kind === "layer" ? "LayerNorm" : "RMSNorm"}${norm?.post ? " on outputs" : ""}: ${stack} has RMSNorm with a scale before each layer and no other.`,
      undefined,
      { label: "Use RMSNorm before each layer", design: withoutField(design, "norm") },
    );
  if (shareLayers !== undefined && shareLayers.length > 0)
    check.refuseField(
      "shareLayers",
      `${shareLayers.length} ${shareLayers.length === 1 ? "group of layers shares" : "groups of layers share"} weights: ${stack} gives each layer weights of its own.`,
      "Only Paretoscope's own design file keeps shared weights.",
      { label: "Give every layer weights of its own", design: withoutField(design, "shareLayers") },
    );
  if (metaTokens > 0 && !has.metaTokens)
    check.refuseField(
      "metaTokens",
      `${metaTokens} meta tokens: only Nemotron-Flash supports them.`,
      `${stack} starts at the first token of the text.`,
      { label: "Remove the meta tokens", design: withoutField(design, "metaTokens") },
    );
}

import { enoughProblems, limitProblems } from "../base/limitProblems";
import { fail, ok, type Problem, type Result } from "../base/result";
import type { Stage } from "./design";
import { flattenLayers } from "./flatten";
import { foldLayers } from "./foldLayers";
import { kindOf, type LayerRef, type OperatorKind, variantOf } from "./operatorKinds";
import { operators } from "./operators/registry";
import { maxLayers } from "./parseDesign";

/**
 * Symbols of Megatron-LM's `--hybrid-layer-pattern`, one a layer. Attention and sliding-window attention share `*`:
 * the window is a list of its own there.
 */
const kindsBySymbol: Readonly<Record<string, OperatorKind>> = {
  M: "mamba2",
  G: "gated-deltanet",
  "*": "attention",
  "-": "ffn",
  E: "moe",
};

const symbolsByKind: Readonly<Partial<Record<OperatorKind, string>>> = {
  mamba2: "M",
  "gated-deltanet": "G",
  attention: "*",
  swa: "*",
  ffn: "-",
  moe: "E",
};

/** Whether a text is made of Megatron's symbols only. Ours are lower-case words, so no text is both. */
export function looksLikeMegatron(text: string): boolean {
  return /[MGE*D+-]/.test(text) && /^[MGE*D+|/\s-]+$/.test(text);
}

/** Reads Megatron's symbol string into stages with repeats. Pipeline boundaries (`|`) carry no layer and are passed over. */
export function parseMegatronPattern(text: string): Result<readonly Stage[]> {
  const layers: LayerRef[] = [];
  const problems: Problem[] = [];
  let place = 0;
  for (const symbol of text) {
    place += 1;
    if (/[\s|]/.test(symbol)) continue;
    if (enoughProblems(problems)) break;
    const kind = kindsBySymbol[symbol];
    if (layers.length === maxLayers)
      return fail({
        field: `character ${place}`,
        message: `A design has at most ${maxLayers.toLocaleString("en-US")} layers, but this pattern goes on.`,
        mend: "Remove layers.",
      });
    if (kind !== undefined) layers.push(kind);
    else
      problems.push({
        field: `character ${place}`,
        message: `"${symbol}" is ${foreignSymbol(symbol)}, which a design cannot express.`,
        mend: "Symbols are M (Mamba2), G (Gated DeltaNet), * (attention), - (FFN), E (mixture of experts).",
      });
  }
  if (problems.length > 0) return fail(...limitProblems(problems));
  if (layers.length === 0) return fail({ field: "", message: "A pattern needs at least one layer." });
  return ok(foldLayers(layers));
}

function foreignSymbol(symbol: string): string {
  switch (symbol) {
    case "/":
      return "the start of a multi-token-prediction head";
    case "D":
      return "DeepSeek's sparse attention";
    case "+":
      return "multi-head latent attention";
    default:
      return "not a symbol of Megatron's pattern";
  }
}

/** Prints the layers as Megatron's symbol string; operators it has no symbol for are refused, one problem a layer kind. */
export function printMegatronPattern(stages: readonly Stage[]): Result<string> {
  const problems = new Map<LayerRef, Problem>();
  let pattern = "";
  flattenLayers({ stages }).forEach((layer, index) => {
    const kind = kindOf(layer);
    const symbol = symbolsByKind[kind];
    if (symbol !== undefined && variantOf(layer) === null) pattern += symbol;
    else if (!problems.has(layer))
      problems.set(layer, {
        field: `layer ${index + 1}`,
        message:
          symbol === undefined
            ? `${operators[kind].label} has no symbol in Megatron's pattern.`
            : `${layer} has settings of its own, but all ${operators[kind].label} layers share one setting there.`,
        mend: "Megatron takes Mamba2, Gated DeltaNet, attention, FFN and mixture of experts.",
      });
  });
  return problems.size > 0 ? fail(...problems.values()) : ok(pattern);
}

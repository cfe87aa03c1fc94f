import { parameterTable, sumParameters } from "../../cost/parameters";
import { type Design, designSchema, type OperatorTable } from "../../design/design";
import type { LayerRef, OperatorKind } from "../../design/operatorKinds";
import { operators } from "../../design/operators/registry";

/** Mamba2 state of the search phase; derived, as it reproduces the published counts. */
const searchMamba2State = 16;
const searchWindow = 512;

/**
 * A model of the paper's search phase: vocabulary 32,000 untied, full multi-head attention, window 512, Mamba2 state
 * 16, gated FFN of three times the hidden size (derived: reproduces three published parameter counts).
 */
export function searchPhaseDesign(
  name: string,
  hiddenSize: number,
  block: readonly OperatorKind[],
  repeat: number,
): Design {
  const table: Record<string, unknown> = {};
  for (const kind of new Set(block)) table[kind] = searchPhaseSettings(kind, hiddenSize);
  return {
    schema: designSchema,
    name,
    hiddenSize,
    vocabSize: 32_000,
    tieEmbeddings: false,
    stages: [{ repeat, layers: block as readonly LayerRef[] }],
    operators: table as OperatorTable,
    training: { tokens: 1e11 },
  };
}

function searchPhaseSettings(kind: OperatorKind, hiddenSize: number): unknown {
  const defaults = operators[kind].defaults(hiddenSize);
  const headDim = hiddenSize % 64 === 0 ? 64 : 32;
  const heads = hiddenSize / headDim;
  const attention = {
    heads,
    kvHeads: heads,
    headDim,
    qkNorm: false,
    bias: false,
    outBias: false,
    rope: null,
  };
  switch (kind) {
    case "attention":
      return attention;
    case "swa":
      return { ...attention, window: searchWindow };
    case "mamba2":
      return { ...defaults, stateSize: searchMamba2State };
    case "ffn":
      return { intermediateSize: 3 * hiddenSize, activation: "silu", gated: true };
    default:
      return defaults;
  }
}

/** Widths are tried in steps fine enough to meet a published count within 1 %. */
const widthStep = 32;

/** The search-phase design of this pattern whose total comes closest to a published count. */
export function searchPhaseDesignOfSize(
  name: string,
  parameters: number,
  block: readonly OperatorKind[],
  repeat: number,
): Design {
  let best: Design | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let width = 512; width <= 4096; width += widthStep) {
    const design = searchPhaseDesign(name, width, block, repeat);
    const distance = Math.abs(sumParameters(parameterTable(design)).total - parameters);
    if (distance >= least) continue;
    best = design;
    least = distance;
  }
  return best!;
}

import type { Design, NormSettings } from "../design/design";
import { countLayers } from "../design/flatten";
import type { LayerRef } from "../design/operatorKinds";
import { bindOperator } from "../design/settingsOf";
import { duplicateLayers } from "../design/shareLayers";
import { elements, matrix, type Tensor, vector } from "../design/tensor";

/** Parts of a model that hold parameters outside its layers. */
export type WeightPart = "embedding" | "head" | "norm" | "meta";

/** The weights of all layers of one reference, or of one part outside the layers. */
export interface ParameterGroup {
  readonly operator: LayerRef | WeightPart;
  /** Layers with weights of their own; layers that share count once. */
  readonly count: number;
  /** Weights of one layer, its norms included. */
  readonly tensors: readonly Tensor[];
  /** Parameters of one layer. */
  readonly parameters: number;
  /** Of these, the ones that take part in processing a token: all but unrouted experts. */
  readonly active: number;
}

const defaultNorm: NormSettings = { kind: "rms", scale: true, bias: false, post: false };

/** Norms around one layer: one before it, one after it, both (Gemma), as the design says. */
export function normsPerLayer(design: Pick<Design, "norm">): number {
  const norm = design.norm ?? defaultNorm;
  return ((norm.pre ?? true) ? 1 : 0) + (norm.post ? 1 : 0);
}

function normTensors(design: Design, name: string): readonly Tensor[] {
  const norm = design.norm ?? defaultNorm;
  const tensors: Tensor[] = [];
  if (norm.scale) tensors.push(vector(`${name}.weight`, design.hiddenSize));
  if (norm.bias) tensors.push(vector(`${name}.bias`, design.hiddenSize));
  return tensors;
}

/** Every weight tensor of a design, grouped by operator; exact to the unit. Cost: one pass over the stages. */
export function parameterTable(design: Design): readonly ParameterGroup[] {
  const { hiddenSize, vocabSize } = design;
  const norm = design.norm ?? defaultNorm;
  const duplicates = duplicateLayers(design);
  const around = [
    ...((norm.pre ?? true) ? normTensors(design, "norm") : []),
    ...(norm.post ? normTensors(design, "post_norm") : []),
  ];
  const groups = [group("embedding", 1, [matrix("embedding.weight", vocabSize, hiddenSize)])];
  if (design.metaTokens)
    groups.push(group("meta", 1, [vector("meta_tokens", design.metaTokens, hiddenSize)]));
  for (const [ref, count] of countLayers(design.stages)) {
    const tensors = [...bindOperator(design, ref).tensors(), ...around];
    groups.push(group(ref, count - (duplicates.get(ref) ?? 0), tensors));
  }
  const final = normTensors(design, "final_norm");
  if (final.length > 0) groups.push(group("norm", 1, final));
  if (!design.tieEmbeddings) groups.push(group("head", 1, [matrix("lm_head.weight", vocabSize, hiddenSize)]));
  return groups;
}

function group(operator: LayerRef | WeightPart, count: number, tensors: readonly Tensor[]): ParameterGroup {
  let parameters = 0;
  let active = 0;
  for (const tensor of tensors) {
    const size = elements(tensor);
    parameters += size;
    active += tensor.activeShare === undefined ? size : Math.round(size * tensor.activeShare);
  }
  return { operator, count, tensors, parameters, active };
}

/** Parameter totals of a design. */
export interface ParameterTotals {
  readonly total: number;
  /** Token embedding, and the LM head where it is not tied. */
  readonly embedding: number;
  readonly nonEmbedding: number;
  /** Parameters that take part in processing one token. */
  readonly active: number;
  readonly byOperator: Readonly<Record<string, number>>;
}

/** Sums a parameter table. */
export function sumParameters(table: readonly ParameterGroup[]): ParameterTotals {
  let total = 0;
  let embedding = 0;
  let active = 0;
  const byOperator: Record<string, number> = {};
  for (const { operator, count, parameters, active: activeEach } of table) {
    total += count * parameters;
    active += count * activeEach;
    if (operator === "embedding" || operator === "head") embedding += parameters;
    byOperator[operator] = count * parameters;
  }
  return { total, embedding, nonEmbedding: total - embedding, active, byOperator };
}

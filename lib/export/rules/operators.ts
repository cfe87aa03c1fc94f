import { kindOf, type LayerRef, type OperatorKind, operatorKinds } from "../../design/operatorKinds";
import { operators } from "../../design/operators/registry";
import type { Check } from "../check";
import { editWhenAsked, withOperator, withoutLayers } from "../edits";
import { enumeration } from "../enumeration";
import type { DesignEdit, TargetId } from "../target";

/** Which operators each target's models have; the allow-list behind every check. */
export const operatorsOf: Readonly<Record<TargetId, readonly OperatorKind[]>> = {
  nemotron_flash: ["attention", "swa", "mamba2", "deltanet", "ffn"],
  megatron: ["attention", "swa", "mamba2", "gated-deltanet", "ffn", "moe"],
  nemotron_h: ["attention", "mamba2", "ffn", "moe"],
  qwen3: ["attention", "swa", "ffn"],
  fla: ["attention", "swa", "deltanet", "gated-deltanet", "gla", "ffn"],
  qwen3_5_text: ["attention", "gated-deltanet", "ffn"],
  granitemoehybrid: ["attention", "mamba2", "ffn", "moe"],
  mamba2: ["mamba2"],
  llama: ["attention", "ffn"],
  design: operatorKinds,
};

/** Names of targets in sentences. */
export const targetNames: Readonly<Record<TargetId, string>> = {
  nemotron_flash: "Nemotron-Flash",
  megatron: "Megatron-LM",
  nemotron_h: "NemotronH",
  qwen3: "Qwen3",
  fla: "flash-linear-attention",
  qwen3_5_text: "Qwen3.5",
  granitemoehybrid: "GraniteMoeHybrid",
  mamba2: "Mamba2",
  llama: "Llama",
  design: "Paretoscope's own design file",
};

/** What an operator can be replaced by, nearest first. */
const kin: Readonly<Record<OperatorKind, readonly OperatorKind[]>> = {
  attention: ["mamba2", "gated-deltanet"],
  swa: ["attention", "mamba2"],
  mamba2: ["gated-deltanet", "deltanet", "attention"],
  mamba: ["mamba2", "gated-deltanet", "deltanet", "attention"],
  deltanet: ["gated-deltanet", "gla", "mamba2", "attention"],
  "gated-deltanet": ["deltanet", "gla", "mamba2", "attention"],
  gla: ["gated-deltanet", "deltanet", "mamba2", "attention"],
  rwkv7: ["gated-deltanet", "deltanet", "mamba2", "attention"],
  conv: ["mamba2", "gated-deltanet", "deltanet", "attention"],
  ffn: [],
  moe: ["ffn"],
};

/** Refuses every operator outside the target's allow-list, naming the targets that have it. */
export function checkOperators(check: Check, id: TargetId): void {
  const taken = operatorsOf[id];
  for (const kind of operatorKinds) {
    const refs = check.refs(kind);
    if (refs.length === 0 || taken.includes(kind)) continue;
    const others = (Object.keys(operatorsOf) as TargetId[]).filter((other) =>
      operatorsOf[other].includes(kind),
    );
    const { label } = operators[kind];
    const verb = check.layersOf(refs).length === 1 ? "is" : "are";
    check.refuseLayers(
      refs,
      fieldOfFirst(check, refs),
      ` ${verb} ${label}: ${check.stack} has ${enumeration(taken.map((one) => operators[one].label))} only.`,
      `Targets with ${label}: ${enumeration(others.map((other) => targetNames[other]))}.`,
      replacement(check, refs, taken),
    );
  }
}

/** The nearest operator the target has, or leaving the layers out where it has nothing like them. */
function replacement(
  check: Check,
  refs: readonly LayerRef[],
  taken: readonly OperatorKind[],
): DesignEdit | undefined {
  const kind = kindOf(refs[0]!);
  const candidates = kin[kind].filter((one) => taken.includes(one));
  // Linear attention the design has already keeps it to one kind, which some targets demand.
  const known = candidates.find((one) => operators[one].family === "linear attention" && check.uses(one));
  const near = known ?? candidates[0];
  if (near !== undefined)
    return editWhenAsked(`Replace ${operators[kind].label} by ${operators[near].label}`, () =>
      withOperator(check.design, refs, near),
    );
  if (check.refs().length === refs.length) return undefined;
  return editWhenAsked(`Remove the ${operators[kind].label} layers`, () => withoutLayers(check.design, refs));
}

/** Path of the first layer of some references in the design document. */
function fieldOfFirst(check: Check, refs: readonly LayerRef[]): string {
  const { stages } = check.design;
  for (const [stage, { layers }] of stages.entries()) {
    const index = layers.findIndex((layer) => refs.includes(layer));
    if (index >= 0) return `stages[${stage}].layers[${index}]`;
  }
  return "stages";
}

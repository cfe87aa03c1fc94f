import type { Design } from "../design/design";
import { type Reason, type Target, type TargetId, targetIds } from "./target";
import { flaTarget } from "./targets/fla";
import { graniteMoeHybridTarget } from "./targets/graniteMoeHybrid";
import { llamaTarget } from "./targets/llama";
import { mamba2Target } from "./targets/mamba2";
import { megatronTarget } from "./targets/megatron";
import { nemotronFlashTarget } from "./targets/nemotronFlash";
import { nemotronHTarget } from "./targets/nemotronH";
import { ownDesignTarget } from "./targets/ownDesign";
import { qwen3Target } from "./targets/qwen3";
import { qwen35TextTarget } from "./targets/qwen35Text";

/** Every target by its id; a new stack is one file and one line here. */
export const targets: { readonly [Id in TargetId]: Target } = {
  nemotron_flash: nemotronFlashTarget,
  megatron: megatronTarget,
  nemotron_h: nemotronHTarget,
  qwen3: qwen3Target,
  fla: flaTarget,
  qwen3_5_text: qwen35TextTarget,
  granitemoehybrid: graniteMoeHybridTarget,
  mamba2: mamba2Target,
  llama: llamaTarget,
  design: ownDesignTarget,
};

/** The target with this id, or null. */
export function findTarget(id: string): Target | null {
  const known = targetIds.find((one) => one === id);
  return known === undefined ? null : targets[known];
}

/** What one target says to a design. */
export interface Capability {
  readonly target: Target;
  readonly verdict: "yes" | "yes with warnings" | "no";
  readonly reasons: readonly Reason[];
  readonly warnings: readonly string[];
}

/** The capability matrix: every target's verdict on a design, with reasons and warnings. */
export function capabilities(design: Design): readonly Capability[] {
  return targetIds.map((id) => capabilityOf(targets[id], design));
}

/** Training stacks that take a design as it is; Paretoscope's own file, which takes all, is none. */
export function acceptingStacks(design: Design): readonly Target[] {
  return targetIds
    .filter((id) => id !== "design" && targets[id].check(design).length === 0)
    .map((id) => targets[id]);
}

/** One target's verdict. Warnings are only given where the design fits. */
export function capabilityOf(target: Target, design: Design): Capability {
  const reasons = target.check(design);
  if (reasons.length > 0) return { target, verdict: "no", reasons, warnings: [] };
  const warnings = [...target.warnings(design), ...weightNormWarning(target, design)];
  return { target, verdict: warnings.length > 0 ? "yes with warnings" : "yes", reasons, warnings };
}

/** No stack projects weights by itself; the export says where it must happen. */
function weightNormWarning(target: Target, design: Design): readonly string[] {
  if (!design.weightNorm || target.id === "design") return [];
  return [
    `Weight normalisation is a projection after every optimiser step, which ${target.name} does not do: the README names the matrices and the place.`,
  ];
}

import type { Design, OperatorSettings } from "./design";
import type { Kernel } from "./kernel";
import type { CacheShape, OperatorFamily } from "./operator";
import { kindOf, type LayerRef, type OperatorKind } from "./operatorKinds";
import { operators } from "./operators/registry";
import type { Step } from "./step";
import type { Tensor } from "./tensor";

/** The settings a layer uses. A design that passed `parseDesign` has them for every layer it names. */
export function settingsOf<K extends OperatorKind>(
  design: Pick<Design, "operators">,
  ref: K | `${K}#${string}`,
): OperatorSettings[K] {
  const table = design.operators as Readonly<Record<string, OperatorSettings[K] | undefined>>;
  const settings = table[ref];
  if (settings === undefined) throw new Error(`The design has no settings for ${ref}.`);
  return settings;
}

/** An operator with its settings and hidden size filled in: what one layer of a design is and costs. */
export interface BoundOperator {
  readonly ref: LayerRef;
  readonly kind: OperatorKind;
  readonly family: OperatorFamily;
  readonly role: "mixer" | "ffn";
  readonly tensors: () => readonly Tensor[];
  readonly kernels: (step: Step) => readonly Kernel[];
  readonly cache: () => CacheShape;
}

/** Binds a layer reference of a design to its operator, settings and hidden size. */
export function bindOperator(design: Pick<Design, "operators" | "hiddenSize">, ref: LayerRef): BoundOperator {
  return bind(design, ref, kindOf(ref));
}

function bind<K extends OperatorKind>(
  design: Pick<Design, "operators" | "hiddenSize">,
  ref: LayerRef,
  kind: K,
): BoundOperator {
  const operator = operators[kind];
  const settings = settingsOf<K>(design, ref as K | `${K}#${string}`);
  const { hiddenSize } = design;
  return {
    ref,
    kind,
    family: operator.family,
    role: operator.role,
    tensors: () => operator.tensors(settings, hiddenSize),
    kernels: (step) => operator.kernels(settings, hiddenSize, step),
    cache: () => operator.cache(settings, hiddenSize),
  };
}

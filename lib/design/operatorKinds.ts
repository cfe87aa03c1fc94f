/** The operators a layer can be, in the order menus and legends show them. */
export const operatorKinds = [
  "attention",
  "swa",
  "mamba2",
  "mamba",
  "deltanet",
  "gated-deltanet",
  "gla",
  "rwkv7",
  "conv",
  "ffn",
  "moe",
] as const;

export type OperatorKind = (typeof operatorKinds)[number];

/** A layer names an operator kind, or a variant of it with settings of its own: `swa` or `swa#wide`. */
export type LayerRef = OperatorKind | `${OperatorKind}#${string}`;

/** The operator kind a layer reference belongs to. */
export function kindOf(ref: LayerRef): OperatorKind {
  const mark = ref.indexOf("#");
  return (mark < 0 ? ref : ref.slice(0, mark)) as OperatorKind;
}

/** The variant name of a layer reference, null for the plain kind. */
export function variantOf(ref: LayerRef): string | null {
  const mark = ref.indexOf("#");
  return mark < 0 ? null : ref.slice(mark + 1);
}

import type { CSSProperties } from "react";
import { symbolOf } from "@/lib/design/notation";
import { kindOf, type LayerRef } from "@/lib/design/operatorKinds";

/** The colours of an operator, for `style`: fill and the ink that reads on it. */
export function operatorColours(ref: LayerRef): CSSProperties {
  const kind = kindOf(ref);
  return { backgroundColor: `var(--op-${kind})`, color: `var(--op-${kind}-ink)` };
}

/** An operator's small square with its symbol, as it stands beside its name in tables and legends. */
export function OperatorMark({ operator }: { readonly operator: LayerRef }) {
  return (
    <span
      aria-hidden
      style={operatorColours(operator)}
      className="inline-flex h-4 min-w-4 items-center justify-center rounded-[3px] px-1 font-mono text-[11px] leading-none font-medium"
    >
      {symbolOf(operator)}
    </span>
  );
}

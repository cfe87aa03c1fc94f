"use client";

import { operatorColours } from "@/components/ui/OperatorMark";
import { operatorName } from "@/lib/design/edit/layerWords";
import { symbolOf } from "@/lib/design/notation";
import { type OperatorKind, operatorKinds } from "@/lib/design/operatorKinds";
import { addToLane } from "./laneCommands";
import { draggable } from "./nativeDrag";

/** The operators to build with. A press adds one behind the selection; a drag puts it anywhere. */
export function Palette() {
  return (
    <fieldset
      aria-label="Operators to add"
      className="grid shrink-0 grid-cols-[repeat(4,36px)] content-start gap-1 max-md:grid-cols-[repeat(auto-fill,36px)]"
    >
      {operatorKinds.map((kind) => (
        <PaletteItem key={kind} kind={kind} />
      ))}
    </fieldset>
  );
}

function PaletteItem({ kind }: { readonly kind: OperatorKind }) {
  return (
    <button
      type="button"
      {...draggable(
        () => ({ kind: "operator", operator: kind }),
        () => symbolOf(kind),
        "copy",
      )}
      data-testid="palette-item"
      data-operator={kind}
      data-tip={operatorName(kind)}
      aria-label={`Add ${operatorName(kind)}, ${symbolOf(kind)}`}
      style={operatorColours(kind)}
      className="h-7 w-9 rounded font-mono text-xs font-medium"
      onClick={() => addToLane(kind)}
    >
      {symbolOf(kind)}
    </button>
  );
}

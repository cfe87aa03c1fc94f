import { Figure } from "@/components/ui/Figure";
import { figureOf, fullText } from "@/lib/base/figure";
import type { Design } from "@/lib/design/design";
import type { ModelFigures } from "@/lib/pareto/modelFigures";
import { parameterSharesOf } from "@/lib/store/parameterShares";
import { PartList } from "./PartList";
import type { PartId } from "./partLook";
import { StackedBar } from "./StackedBar";

interface ParameterSharesProps {
  readonly design: Design;
  readonly figures: ModelFigures;
  readonly highlighted: string | null;
  readonly onHover: (part: PartId | null) => void;
}

/** How many parameters the design has, and in which operators. */
export function ParameterShares({ design, figures, highlighted, onHover }: ParameterSharesProps) {
  const parts = parameterSharesOf(design).map(({ id, parameters, share }) => {
    const { digits, unit } = figureOf(parameters, "parameters");
    return {
      id,
      value: parameters,
      text: `${digits} ${unit}`,
      digits,
      unit,
      share,
      full: fullText(parameters, "parameters"),
    };
  });
  return (
    <div>
      <h3 className="panel-title mb-0.5">Parameters</h3>
      {figures.params !== undefined && <Figure label="Total" metric="params" estimate={figures.params} />}
      {figures.activeParams !== undefined && figures.activeParams.value !== figures.params?.value && (
        <Figure label="Active" metric="activeParams" estimate={figures.activeParams} />
      )}
      <StackedBar title="Parameters by operator" parts={parts} highlighted={highlighted} onHover={onHover} />
      <div className="mt-1">
        <PartList parts={parts} highlighted={highlighted} onHover={onHover} />
      </div>
    </div>
  );
}

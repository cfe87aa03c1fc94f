import { Wand2 } from "lucide-react";
import { useMemo } from "react";
import { commands } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { fullText } from "@/lib/base/figure";
import { parameterTable, sumParameters } from "@/lib/cost/parameters";
import type { Design } from "@/lib/design/design";
import { makeFit } from "@/lib/export/makeFit";
import type { Target } from "@/lib/export/target";
import { acceptingStacks } from "@/lib/export/targets";

const parametersOf = (design: Design) => sumParameters(parameterTable(design)).total;

/** The stacks that take the design as it is, and all edits at once for the one that does not. */
export function MakeFit({ design, target }: { readonly design: Design; readonly target: Target }) {
  const accepting = useMemo(() => acceptingStacks(design), [design]);
  const fit = useMemo(() => makeFit(target, design), [target, design]);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p className="flex-[1_1_24rem]">
        <span className="font-semibold">{target.name} cannot hold the design as it is.</span>{" "}
        {accepting.length === 0
          ? "No other training stack can."
          : `Stacks that can: ${accepting.map(({ name }) => name).join(", ")}.`}
      </p>
      {fit !== null && fit.steps.length > 1 && (
        <Button
          icon={<Wand2 size={13} aria-hidden />}
          data-testid="export-fit"
          title={fit.steps.join("; ")}
          onClick={() =>
            commands.edit(`Fit to ${target.name}`, (document) => ({ ...document, design: fit.design }))
          }
        >
          {`All ${fit.steps.length} edits: ${fullText(parametersOf(fit.design), "parameters")}, now ${fullText(parametersOf(design), "parameters")}`}
        </Button>
      )}
    </div>
  );
}

import { Download } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/ui/Button";
import { downloadFile } from "@/components/ui/downloadFile";
import { Figure } from "@/components/ui/Figure";
import type { Design } from "@/lib/design/design";
import { zipFiles } from "@/lib/export/archive";
import { makeBundle } from "@/lib/export/bundle";
import { type RecipeWishes, recipeFor } from "@/lib/export/recipe";
import { safeName } from "@/lib/export/safeName";
import type { Target } from "@/lib/export/target";
import { trainingCost } from "@/lib/export/trainingCost";
import type { Predictions } from "@/lib/store/predictions";
import { FilePreview } from "./FilePreview";
import { predictedFigures } from "./predictedFigures";
import { RecipeFields } from "./RecipeFields";
import { RoundTripNote } from "./RoundTripNote";

interface ReadyExportProps {
  readonly design: Design;
  readonly target: Target;
  readonly wishes: RecipeWishes;
  readonly onWishes: (wishes: RecipeWishes) => void;
  readonly predictions: Predictions;
  readonly device: string;
}

/** An export that fits: warnings, recipe and its cost, the files, and the download. */
export function ReadyExport({ design, target, wishes, onWishes, predictions, device }: ReadyExportProps) {
  const bundle = useMemo(
    () => makeBundle(target, design, { wishes, predicted: predictedFigures(predictions, design, device) }),
    [target, design, wishes, predictions, device],
  );
  const recipe = useMemo(() => recipeFor(design, wishes), [design, wishes]);
  const cost = useMemo(() => trainingCost(design, recipe), [design, recipe]);
  if (!bundle.ok) return null;
  const folder = `${safeName(design.name)}-${target.id}`;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          look="primary"
          icon={<Download size={14} aria-hidden />}
          data-testid="export-download"
          onClick={() => downloadFile(`${folder}.zip`, zipFiles(folder, bundle.files), "application/zip")}
        >
          Download {folder}.zip
        </Button>
        <RoundTripNote trip={bundle.trip} />
      </div>
      {bundle.warnings.length > 0 && (
        <ul aria-label="Warnings" className="flex list-disc flex-col gap-1 pl-5 text-warning">
          {bundle.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <FilePreview files={bundle.files} />
      <div className="grid min-w-0 gap-4 md:grid-cols-2">
        <section aria-label="Training recipe">
          <h3 className="panel-title mb-0.5">Training recipe</h3>
          <RecipeFields recipe={recipe} wishes={wishes} onChange={onWishes} />
        </section>
        <section aria-label="Training cost" className="min-w-0 max-w-lg">
          <h3 className="panel-title mb-0.5">Training cost</h3>
          <Figure label="Compute" metric="trainingFlops" estimate={cost.flops} />
          <Figure label="On H100" metric="gpuHours" estimate={cost.gpuHours} />
          <p className="text-xs text-ink-muted">{cost.assumptions[1]}</p>
        </section>
      </div>
    </>
  );
}

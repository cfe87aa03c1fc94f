import type { Design } from "../design/design";
import type { NamedFigure } from "../export/figures";
import { predictQuality } from "../quality/predictQuality";

/** Predicted loss and accuracy for an export; none where the law cannot speak of the design. */
export function predictedFigures(design: Design, tokens: number | undefined): readonly NamedFigure[] {
  const prediction = predictQuality(design, tokens === undefined ? {} : { tokens });
  if (!prediction.ok) return [];
  const { loss, cr6 } = prediction.value;
  return [
    { id: "loss", label: "Predicted validation loss", estimate: loss },
    { id: "cr6", label: "Predicted commonsense average", estimate: cr6 },
  ];
}

"use client";

import { commands } from "@/components/shell/session";
import { Select } from "@/components/ui/Select";
import { signedDigits } from "@/lib/base/signedDigits";
import { anchors } from "@/lib/quality/anchors";
import type { QualityPrediction } from "@/lib/quality/qualityPrediction";
import { withAnchor } from "@/lib/store/qualityChoices";

interface AnchorSelectProps {
  readonly quality: QualityPrediction;
  /** Id of the anchor the user chose, null for the design's own. */
  readonly chosen: string | null;
}

/** The published model that the commonsense average hangs on, and what another choice shifts. */
export function AnchorSelect({ quality, chosen }: AnchorSelectProps) {
  const { anchor, anchorShift, ownRecipe } = quality;
  return (
    <div>
      <Select
        labelled
        label="If trained with the recipe and tokens of"
        value={chosen ?? ""}
        onChange={(event) => {
          const id = event.target.value;
          const name = anchors.find((entry) => entry.id === id)?.name ?? "the design's own model";
          commands.edit(`Anchor on ${name}`, (document) => withAnchor(document, id === "" ? null : id));
        }}
      >
        <option value="">{chosen === null ? `${anchor.name} (by descent)` : "By descent"}</option>
        {anchors.map(({ id, name, cr6 }) => (
          <option key={id} value={id}>
            {name}, published {cr6.toFixed(1)} %
          </option>
        ))}
      </Select>
      {ownRecipe && (
        <p className="mt-1 text-xs text-ink-soft">
          Your own scores are in force: they stand for your recipe, and another model does not move them.
        </p>
      )}
      {anchorShift !== null && (
        <p className="mt-1 text-xs text-ink-soft">
          Anchored on {anchor.name} instead of {anchorShift.from}: {signedDigits(anchorShift.points, 1)}{" "}
          points.
        </p>
      )}
    </div>
  );
}

"use client";

import { QualityConditions } from "@/components/breakdown/QualityFigures";
import { usePredictions } from "@/components/frontier/usePredictions";
import { useWorkbench } from "@/components/shell/session";
import { Figure } from "@/components/ui/Figure";
import { asPublished } from "@/lib/store/qualityChoices";
import { AnchorSelect } from "./AnchorSelect";
import { BandParts } from "./BandParts";
import { DepthWidthChart } from "./DepthWidthChart";
import { OwnResults } from "./OwnResults";
import { TermWaterfall } from "./TermWaterfall";
import { TieList } from "./TieList";
import { TokensSlider } from "./TokensSlider";
import { useQualityOptions } from "./useQualityOptions";

/** Predicted quality in full: its figures, the terms that make it, and how depth and width would change it. */
export default function QualityPanel() {
  const design = useWorkbench((state) => state.document.design);
  const choices = useWorkbench((state) => state.document.quality ?? asPublished);
  const options = useQualityOptions();
  const predictions = usePredictions();
  const quality = predictions.qualityOf(design);
  if (quality === null)
    return (
      <ul className="flex flex-col gap-1 p-3 text-ink-soft">
        {predictions.qualityProblems(design).map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    );
  return (
    <div className="grid gap-x-6 gap-y-4 p-3 lg:grid-cols-[17rem_minmax(22rem,1.2fr)_minmax(20rem,1fr)]">
      <section aria-label="Predicted quality" className="flex flex-col gap-2">
        <div>
          <Figure label="Loss" metric="loss" estimate={quality.loss} size="large" />
          <Figure label="Commonsense" metric="cr6" estimate={quality.cr6} size="large" />
          <p className="text-xs text-ink-muted">
            <QualityConditions quality={quality} />
          </p>
        </div>
        <BandParts quality={quality} />
        <TokensSlider design={design} tokens={quality.tokens} />
        <AnchorSelect quality={quality} chosen={choices.anchor ?? null} />
        <TieList design={design} options={options} />
      </section>
      <div className="flex min-w-0 flex-col gap-4">
        <TermWaterfall quality={quality} choices={choices} />
        <OwnResults />
      </div>
      <section aria-label="Depth and width" className="flex min-w-0 flex-col gap-2">
        <DepthWidthChart design={design} predictions={predictions} options={options} />
        <p className="text-xs text-ink-soft">
          <span className="font-semibold">Recall.</span> {quality.recall.text}
        </p>
        <ul className="flex flex-col gap-0.5 text-xs text-ink-muted">
          {quality.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}

"use client";

import { useRef } from "react";
import { FigureMenu } from "@/components/ui/chart/FigureMenu";
import { axisScale } from "@/lib/plot/axisScale";
import { waterfall } from "@/lib/plot/waterfall";
import { findEffect } from "@/lib/quality/effects/effects";
import { z90 } from "@/lib/quality/lossDifference";
import type { QualityPrediction } from "@/lib/quality/qualityPrediction";
import type { QualityChoices } from "@/lib/store/qualityChoices";
import { TermRow } from "./TermRow";
import { WaterfallDrawing } from "./WaterfallDrawing";

interface TermWaterfallProps {
  readonly quality: QualityPrediction;
  readonly choices: QualityChoices;
}

/** Width the bars are drawn on, in the drawing's own units. */
const width = 200;

/** What costs and what gains: the backbone's loss, then each effect from where the one before it ended. */
export function TermWaterfall({ quality, choices }: TermWaterfallProps) {
  const drawing = useRef<SVGSVGElement>(null);
  const [backbone, ...terms] = quality.terms;
  if (backbone === undefined) return null;
  const { bars, end, reach } = waterfall(
    backbone.mean,
    terms.map(({ id, mean, sd }) => ({ id, value: mean, half: z90 * sd })),
  );
  const room = Math.max(reach[1] - reach[0], 0.01) * 0.06;
  const domain = [reach[0] - room, reach[1] + room] as const;
  const scale = axisScale("linear", domain, [0, width]);
  const off = Object.entries(choices.effects ?? {}).flatMap(([id, choice]) => {
    const effect = choice === "off" ? findEffect(id) : null;
    return effect === null ? [] : [effect];
  });
  return (
    <section aria-label="What the loss is made of" className="min-w-0">
      <div className="mb-1 flex items-baseline justify-between gap-2">
        <h3 className="panel-title">What the loss is made of</h3>
        <span className="flex items-center gap-2">
          <span className="text-xs text-ink-muted">
            nats/token, bar ends with 90 % interval; left is better
          </span>
          <FigureMenu
            svg={drawing}
            title="What the loss is made of, nats/token"
            source="Bar ends with 90 % interval; left is better. Predicted by Paretoscope."
            table={{
              columns: ["term", "grade", "mean (nats/token)", "lo", "hi", "origin"],
              rows: quality.terms.map(({ label, grade, mean, sd, provenance }) => [
                label,
                grade,
                mean,
                mean - z90 * sd,
                mean + z90 * sd,
                provenance,
              ]),
            }}
          />
        </span>
      </div>
      <div hidden>
        <WaterfallDrawing
          ref={drawing}
          start={{ label: backbone.label, value: backbone.mean }}
          steps={terms.flatMap(({ label }, index) => {
            const bar = bars[index];
            return bar === undefined ? [] : [{ label, bar }];
          })}
          end={end}
          domain={domain}
        />
      </div>
      <div className="term-rows">
        <div className="term-row text-ink">
          <span />
          <span className="font-semibold" title={backbone.provenance}>
            {backbone.label}
          </span>
          <svg viewBox={`0 0 ${width} 16`} preserveAspectRatio="none" aria-hidden className="h-4 w-full">
            <line
              x1={scale.at(backbone.mean)}
              x2={scale.at(backbone.mean)}
              y1={0}
              y2={16}
              stroke="var(--ink)"
              strokeWidth={1.5}
              vectorEffect="non-scaling-stroke"
            />
          </svg>
          <span className="tabular text-right font-semibold">{backbone.mean.toFixed(3)}</span>
          <span className="tabular text-right text-ink-muted">± {(z90 * backbone.sd).toFixed(3)}</span>
          <span title="Grade of the evidence">{backbone.grade}</span>
        </div>
        {terms.map((term, index) => (
          <TermRow
            key={term.id}
            term={term}
            bar={bars[index] ?? null}
            scale={scale}
            choice={choices.effects?.[term.id] ?? null}
          />
        ))}
        {off.map(({ id, label, grade, provenance }) => (
          <TermRow
            key={id}
            term={{ id, label, grade, provenance, mean: 0, sd: 0 }}
            bar={null}
            scale={scale}
            choice="off"
          />
        ))}
        <div className="term-row border-t border-line pt-1">
          <span />
          <span className="font-semibold">Predicted loss</span>
          <svg viewBox={`0 0 ${width} 16`} preserveAspectRatio="none" aria-hidden className="h-4 w-full">
            <line
              x1={scale.at(end)}
              x2={scale.at(end)}
              y1={0}
              y2={16}
              stroke="var(--accent)"
              strokeWidth={2}
              vectorEffect="non-scaling-stroke"
            />
          </svg>
          <span className="tabular text-right font-semibold">{end.toFixed(3)}</span>
          <span className="tabular text-right text-ink-muted">
            ± {((quality.loss.hi ?? end) - end).toFixed(3)}
          </span>
          <span />
        </div>
      </div>
    </section>
  );
}

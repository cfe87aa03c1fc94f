import { type Ref, useImperativeHandle, useMemo, useRef } from "react";
import { figureText } from "@/lib/base/figure";
import { type MetricId, metricIds, metricOf } from "@/lib/pareto/metrics";
import type { PointSet } from "@/lib/pareto/pointSet";
import type { Candidate } from "@/lib/pareto/scene/cloud";
import type { PlotFrame } from "@/lib/pareto/scene/frame";
import { tipLook, tipPlace } from "./tipLook";
import { textSlot } from "./tipSlots";

/** What moves the card. */
export interface CandidateTipHandle {
  readonly show: (candidate: Candidate, at: { readonly x: number; readonly y: number }) => void;
  readonly hide: () => void;
}

interface CandidateTipProps {
  readonly ref: Ref<CandidateTipHandle>;
  readonly sets: readonly PointSet[];
  readonly frame: PlotFrame;
}

/**
 * A ring around a candidate and a card with its figures. The pointer crosses many candidates a second, so their figures
 * are written into one card that stands ready, instead of rendering a new one for each.
 */
export function CandidateTip({ ref, sets, frame }: CandidateTipProps) {
  const ring = useRef<HTMLSpanElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const metrics = useMemo(
    () => metricIds.filter((metric) => sets.some((set) => set.columns[metric] !== undefined)),
    [sets],
  );
  useImperativeHandle(ref, () => {
    const [circle, sheet] = [ring.current, card.current];
    if (circle === null || sheet === null) return { show: () => undefined, hide: () => undefined };
    const name = textSlot(sheet, "name");
    const origin = textSlot(sheet, "set");
    const rows = metrics.map((metric) => ({ metric, text: textSlot(sheet, metric) }));
    let shown: Candidate | null = null;
    return {
      show: (candidate, at) => {
        circle.style.transform = `translate(${at.x - 6}px, ${at.y - 6}px)`;
        sheet.style.transform = tipPlace(at, frame);
        circle.hidden = sheet.hidden = false;
        if (shown?.set === candidate.set && shown.index === candidate.index) return;
        shown = candidate;
        const { set, index } = candidate;
        name.data = set.names[index] ?? String(index);
        origin.data = `${set.name}, ${set.basis}`;
        for (const { metric, text } of rows) text.data = valueText(candidate, metric);
      },
      hide: () => {
        circle.hidden = sheet.hidden = true;
      },
    };
  }, [frame, metrics]);
  return (
    <>
      <span
        ref={ring}
        hidden
        aria-hidden
        className="pointer-events-none absolute top-0 left-0 size-3 rounded-full border-2 border-accent"
      />
      <div ref={card} hidden role="presentation" data-testid="candidate-tip" className={tipLook}>
        <p data-slot="name" className="truncate text-sm font-semibold" />
        <p data-slot="set" className="mb-1 truncate text-ink-muted" />
        <dl className="tabular grid grid-cols-[auto_auto] gap-x-3">
          {metrics.map((metric) => (
            <div key={metric} className="contents">
              <dt className="text-ink-muted">{metricOf(metric).label}</dt>
              <dd data-slot={metric} className="text-right" />
            </div>
          ))}
        </dl>
      </div>
    </>
  );
}

/** A candidate's figure with its unit; a dash where its set has none. */
function valueText({ set, index }: Candidate, metric: MetricId): string {
  const value = set.columns[metric]?.[index];
  return value === undefined || !Number.isFinite(value) ? "–" : figureText(value, metricOf(metric).unit);
}

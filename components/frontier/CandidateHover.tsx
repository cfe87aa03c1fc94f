import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { figureText } from "@/lib/base/figure";
import { metricOf } from "@/lib/pareto/metrics";
import { metricsOf } from "@/lib/pareto/pointSet";
import { type Candidate, type Cloud, candidateAt, candidateId, cloudClass } from "@/lib/pareto/scene/cloud";
import type { PlotFrame, View } from "@/lib/pareto/scene/frame";
import { type NearestPoint, nearestPoint } from "@/lib/plot/nearestPoint";
import { PlotTip } from "./PlotTip";

interface CandidateHoverProps {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly cloud: Cloud;
  readonly view: View;
  readonly frame: PlotFrame;
  readonly onPick: (id: string, add: boolean) => void;
}

/** Pixels around the pointer within which a candidate answers. */
const reach = 14;

interface Found {
  readonly candidate: Candidate;
  readonly x: number;
  readonly y: number;
}

/** Shows the candidate nearest to the pointer, and picks it on a click. */
export function CandidateHover({ host, cloud, view, frame, onPick }: CandidateHoverProps) {
  const [found, setFound] = useState<Found | null>(null);
  const index = useRef<{ readonly cloud: Cloud; readonly nearest: NearestPoint } | null>(null);
  const now = useRef({ cloud, view, onPick });
  now.current = { cloud, view, onPick };

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const at = (event: PointerEvent | MouseEvent): Found | null => {
      const { cloud: shown, view: seen } = now.current;
      if (shown.size === 0 || overMark(event)) return null;
      if (index.current?.cloud !== shown) index.current = { cloud: shown, nearest: visibleIndex(shown) };
      const box = element.getBoundingClientRect();
      const x = (event.clientX - box.left - seen.x) / seen.k;
      const y = (event.clientY - box.top - seen.y) / seen.k;
      const place = index.current.nearest.find(x, y, reach / seen.k);
      const candidate = place === null ? null : candidateAt(shown, place);
      if (place === null || candidate === null) return null;
      return {
        candidate,
        x: shown.xs[place]! * seen.k + seen.x,
        y: shown.ys[place]! * seen.k + seen.y,
      };
    };
    const move = (event: PointerEvent) => {
      const next = event.buttons === 0 ? at(event) : null;
      setFound((known) =>
        known?.candidate.index === next?.candidate.index && known?.x === next?.x ? known : next,
      );
    };
    const leave = () => setFound(null);
    const click = (event: MouseEvent) => {
      const next = event.defaultPrevented ? null : at(event);
      if (next !== null) now.current.onPick(candidateId(next.candidate), event.shiftKey || event.metaKey);
    };
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerleave", leave);
    element.addEventListener("click", click);
    return () => {
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerleave", leave);
      element.removeEventListener("click", click);
    };
  }, [host]);

  if (found === null) return null;
  return (
    <>
      <span
        aria-hidden
        style={{ left: found.x - 6, top: found.y - 6 }}
        className="pointer-events-none absolute size-3 rounded-full border-2 border-accent"
      />
      <PlotTip at={found} frame={frame}>
        <CandidateCard candidate={found.candidate} />
      </PlotTip>
    </>
  );
}

function overMark(event: Event): boolean {
  return event.target instanceof Element && event.target.closest("button, select, input, label") !== null;
}

/** An index of the candidates that are shown. */
function visibleIndex({ xs, ys, classes }: Cloud): NearestPoint {
  const shown = xs.map((x, at) => (classes[at] === cloudClass.hidden ? Number.NaN : x));
  return nearestPoint(shown, ys);
}

function CandidateCard({ candidate: { set, index } }: { readonly candidate: Candidate }) {
  const rows = useMemo(
    () =>
      metricsOf(set).flatMap((metric) => {
        const value = set.columns[metric]?.[index];
        if (value === undefined || !Number.isFinite(value)) return [];
        const { label, unit } = metricOf(metric);
        return [{ metric, label, text: figureText(value, unit) }];
      }),
    [set, index],
  );
  return (
    <>
      <p className="truncate text-sm font-semibold">{set.names[index]}</p>
      <p className="mb-1 truncate text-ink-muted">
        {set.name}, {set.basis}
      </p>
      <dl className="tabular grid grid-cols-[auto_auto] gap-x-3">
        {rows.map(({ metric, label, text }) => (
          <div key={metric} className="contents">
            <dt className="text-ink-muted">{label}</dt>
            <dd className="text-right">{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

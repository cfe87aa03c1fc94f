import { useLayoutEffect, useRef } from "react";
import { hover } from "@/components/shell/session";
import { SourceGlyph } from "@/components/ui/SourceGlyph";
import { type Estimate, estimateSources } from "@/lib/base/estimate";
import { bandText, figureOf } from "@/lib/base/figure";
import type { PlacedMark } from "@/lib/pareto/marks";
import { basisWords } from "@/lib/pareto/markWords";
import { type MetricId, metricOf } from "@/lib/pareto/metrics";
import { betweenViews } from "@/lib/pareto/scene/frame";
import type { FrontierScene } from "@/lib/pareto/scene/scene";
import { hoveredPoint } from "@/lib/store/hover";
import type { Motion } from "./liveView";
import { tipLook, tipPlace } from "./tipLook";
import { textSlot } from "./tipSlots";

interface MarkTipProps {
  readonly scene: FrontierScene;
  readonly motion: Motion;
}

/**
 * The card of the mark that the pointer or the focus rests on, in this view or another: its name, its coordinates with bands
 * and sources, and its size. The pointer crosses marks as fast as it moves, so they are written into one card that stands
 * ready, instead of rendering a new one for each.
 */
export function MarkTip({ scene, motion }: MarkTipProps) {
  const card = useRef<HTMLDivElement>(null);
  const { frame, marks } = scene;
  const { metric: x } = frame.x;
  const { metric: y } = frame.y;

  useLayoutEffect(() => {
    const sheet = card.current;
    if (sheet === null) return;
    const write = writer(sheet, x, y);
    const drawnOf = new Map(marks.map((drawn) => [drawn.mark.id, drawn]));
    const show = () => {
      const drawn = drawnOf.get(hoveredPoint(hover.getState()) ?? "");
      sheet.hidden = drawn === undefined;
      if (drawn === undefined) return;
      const step = betweenViews(motion.from, motion.live.now());
      sheet.style.transform = tipPlace({ x: drawn.x * step.k + step.x, y: drawn.y * step.k + step.y }, frame);
      write(drawn.mark);
    };
    show();
    const stops = [hover.subscribe(show), motion.live.follow(show)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [marks, frame, motion, x, y]);

  return (
    <div ref={card} hidden role="presentation" data-testid="mark-tip" className={tipLook}>
      <p data-slot="name" className="text-sm font-semibold" />
      <p data-slot="basis" className="mb-1 text-ink-muted" />
      <dl className="tabular grid grid-cols-[auto_auto] gap-x-3 gap-y-0.5">
        <Row tells="x" metric={x} />
        <Row tells="y" metric={y} />
        {x !== "params" && y !== "params" && <Row tells="size" metric="params" />}
      </dl>
    </div>
  );
}

type RowContent = "x" | "y" | "size";

function Row({ tells, metric }: { readonly tells: RowContent; readonly metric: MetricId }) {
  return (
    <div data-row={tells} className="contents">
      <dt className="text-ink-muted">{metricOf(metric).label}</dt>
      <dd className="text-right whitespace-nowrap">
        <b data-slot="digits" className="font-semibold" /> <span data-slot="unit" />{" "}
        <span data-slot="band" className="text-ink-muted" />{" "}
        {estimateSources.map((source) => (
          <span key={source} data-source={source}>
            <SourceGlyph source={source} />
          </span>
        ))}
      </dd>
    </div>
  );
}

/** What a row says of a mark; nothing where a model's size is not known. */
const estimateIn: { readonly [R in RowContent]: (mark: PlacedMark) => Estimate | undefined } = {
  x: (mark) => mark.x,
  y: (mark) => mark.y,
  size: ({ subject }) => subject.predicted.params ?? subject.published.params,
};

/** Writes marks into a card; its places are looked up once. */
function writer(sheet: HTMLElement, x: MetricId, y: MetricId): (mark: PlacedMark) => void {
  const [name, basis] = [textSlot(sheet, "name"), textSlot(sheet, "basis")];
  const rows = (["x", "y", "size"] as const).flatMap((role) => {
    const row = sheet.querySelector<HTMLElement>(`[data-row=${role}]`);
    return row === null ? [] : [{ estimate: estimateIn[role], write: rowWriter(row) }];
  });
  let written: PlacedMark | null = null;
  return (mark) => {
    if (mark === written) return;
    written = mark;
    name.data = mark.subject.name;
    basis.data = basisWords(mark, x, y);
    for (const { estimate, write } of rows) write(estimate(mark));
  };
}

function rowWriter(row: HTMLElement): (estimate: Estimate | undefined) => void {
  const [digits, unit, band] = [textSlot(row, "digits"), textSlot(row, "unit"), textSlot(row, "band")];
  const glyphs = [...row.querySelectorAll<HTMLElement>("[data-source]")];
  return (estimate) => {
    row.hidden = estimate === undefined;
    if (estimate === undefined) return;
    const figure = figureOf(estimate.value, estimate.unit);
    digits.data = figure.digits;
    unit.data = figure.unit;
    band.data = bandText(estimate) ?? "";
    for (const glyph of glyphs) glyph.hidden = glyph.dataset.source !== estimate.source;
  };
}

import type { Estimate } from "@/lib/base/estimate";
import { bandText, figureOf, fullText } from "@/lib/base/figure";
import { SourceGlyph, sourceWords } from "./SourceGlyph";

interface FigureProps {
  readonly label: string;
  /** Name of the quantity for scripts, such as `latencyMs`. */
  readonly metric: string;
  readonly estimate: Estimate;
  readonly size?: "small" | "large";
}

/** The full story of a figure, for a tooltip: exact value, interval, source, provenance. */
export function figureStory({ value, unit, lo, hi, source, provenance }: Estimate): string {
  const interval =
    lo === null || hi === null
      ? "no interval published"
      : lo === hi
        ? "exact"
        : `90 % interval ${fullText(lo, unit)} to ${fullText(hi, unit)}`;
  return `${fullText(value, unit)}; ${interval}; ${sourceWords(source)}. ${provenance}`;
}

/** One figure in a row: what it is, the value on its unit, the 90 % interval small behind it, and its source. */
export function Figure({ label, metric, estimate, size = "small" }: FigureProps) {
  const { digits, unit } = figureOf(estimate.value, estimate.unit);
  const band = bandText(estimate);
  const large = size === "large";
  return (
    <div
      data-testid="estimate"
      data-metric={metric}
      data-value={estimate.value}
      data-lo={estimate.lo ?? ""}
      data-hi={estimate.hi ?? ""}
      data-source={estimate.source}
      title={figureStory(estimate)}
      className="grid grid-cols-[1fr_auto_minmax(8.5rem,auto)] items-baseline gap-x-1.5 py-0.5"
    >
      <span className="truncate text-ink-soft">{label}</span>
      <span className={`tabular text-right font-semibold ${large ? "text-lg" : ""}`}>{digits}</span>
      <span className="flex items-baseline gap-1.5 whitespace-nowrap text-xs text-ink-muted">
        <span>{unit}</span>
        {band !== null && <span className="tabular">{band}</span>}
        <span className="ml-auto self-center text-ink-soft">
          <SourceGlyph source={estimate.source} />
        </span>
      </span>
    </div>
  );
}

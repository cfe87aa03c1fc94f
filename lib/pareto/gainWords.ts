import { figureText, significantDigits } from "../base/figure";
import type { FrontPoint } from "./attainment";
import { frontGain, pointGain } from "./gains";
import { frontOfMarks, isPlaced, type Mark, marksOfSeries, type PlacedMark, sensesOf } from "./marks";
import { type Metric, type MetricId, metricOf } from "./metrics";
import type { ModelFigures } from "./modelFigures";
import type { SetFront } from "./setFronts";

/** A comparison in words, and what it compares with what. */
export interface GainStatement {
  readonly id: string;
  readonly basis: "published" | "predicted";
  readonly text: string;
}

/** A model and its published figures, as far as a pair comparison needs them. */
export interface PublishedPairMember {
  readonly name: string;
  readonly figures: ModelFigures;
}

/**
 * The published comparison of two models: `1.9x faster, 45.6x the throughput and +5.5 points average`. Published figures
 * against published figures only; a figure that either lacks is left out. Null when nothing is left.
 */
export function publishedComparison(model: PublishedPairMember, rival: PublishedPairMember): string | null {
  const both = (metric: MetricId) => {
    const [mine, theirs] = [model.figures[metric]?.value, rival.figures[metric]?.value];
    return mine === undefined || theirs === undefined ? null : { mine, theirs };
  };
  const latency = both("latencyMs");
  const throughput = both("tokensPerSecond");
  const average = both("average");
  const parts = [
    latency && ratioText(latency.theirs / latency.mine, metricOf("latencyMs")),
    throughput && ratioText(throughput.theirs / throughput.mine, metricOf("tokensPerSecond")),
    average && `${signedText(average.mine - average.theirs)} points average`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `${model.name} against ${rival.name}: ${joined(parts)}`;
}

/** A ratio to a tenth, as papers state it; finer below 1 and close to it. */
export function timesText(ratio: number): string {
  if (ratio >= 100) return `${significantDigits(ratio, 3)}x`;
  if (ratio >= 1.05) return `${ratio.toFixed(1)}x`;
  return `${ratio >= 0.995 ? ratio.toFixed(2) : significantDigits(ratio, 2)}x`;
}

/** A difference with its sign, to a tenth. */
export function signedText(difference: number): string {
  const digits = Math.abs(difference).toFixed(1);
  return `${Number(digits) === 0 ? "±" : difference > 0 ? "+" : "−"}${digits}`;
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/**
 * What the plot says on its axes: the published hybrids' front and those of people's own sets against the rival front,
 * and the design against it, each on one basis: measured sets have no rivals measured alike, so nothing is said of them.
 * The rival front is that of the models whose name starts with `rivalName`.
 */
export function gainStatements(
  marks: readonly Mark[],
  x: MetricId,
  y: MetricId,
  rivalName: string,
  sets: readonly SetFront[] = [],
): readonly GainStatement[] {
  const senses = sensesOf(x, y);
  return (["published", "predicted"] as const).flatMap((basis) => {
    const rivals = frontOfMarks(
      marksOfSeries(marks, ["transformers"], basis).filter((mark) => mark.subject.name.startsWith(rivalName)),
      senses,
    );
    if (rivals.length === 0) return [];
    const flash = frontOfMarks(marksOfSeries(marks, ["nemotron-flash"], basis), senses);
    const own = marks
      .filter(isPlaced)
      .filter((mark) => mark.subject.series === "own" && mark.basis === basis);
    return [
      ...[
        { id: `front-${basis}`, name: "Nemotron-Flash", basis, points: coordinates(flash) },
        ...sets.filter((set) => set.basis === basis),
      ].map((front) => frontStatement(front, coordinates(rivals), x, y, rivalName)),
      ...own.map((mark) => ownStatement(mark, rivals, x, y, rivalName)),
    ].filter((statement) => statement !== null);
  });
}

function frontStatement(
  { id, name, basis, points }: SetFront,
  rivals: readonly FrontPoint[],
  x: MetricId,
  y: MetricId,
  rivalName: string,
): GainStatement | null {
  const gain = frontGain(points, rivals, sensesOf(x, y));
  const parts = gainParts(gain.atEqualX?.difference ?? null, gain.atEqualY?.ratio ?? null, x, y);
  if (parts.length === 0 || basis === "measured") return null;
  return {
    id,
    basis,
    text: `${name} front against the ${rivalName} front, ${footing(basis)}: ${joined(parts)}`,
  };
}

function ownStatement(
  mark: PlacedMark,
  rivals: readonly PlacedMark[],
  x: MetricId,
  y: MetricId,
  rivalName: string,
): GainStatement {
  const gain = pointGain({ x: mark.x.value, y: mark.y.value }, coordinates(rivals), sensesOf(x, y));
  const parts = gainParts(gain.atEqualX, gain.atEqualY, x, y);
  const text =
    parts.length > 0
      ? joined(parts)
      : `outside what the ${rivalName} front reaches in ${metricOf(x).label.toLowerCase()} or ${metricOf(y).label.toLowerCase()}`;
  return {
    id: `${mark.id}-${mark.basis}`,
    basis: mark.basis,
    text: `${mark.subject.name} against the ${rivalName} front, ${footing(mark.basis)}: ${text}`,
  };
}

/** What is compared with what; the gain between predictions is that of their central values. */
function footing(basis: GainStatement["basis"]): string {
  return basis === "published" ? "published with published" : "predicted with predicted, central values";
}

/** A gain as phrases. `ratio` is the other's x over this one's. */
function gainParts(difference: number | null, ratio: number | null, x: MetricId, y: MetricId): string[] {
  const [xMetric, yMetric] = [metricOf(x), metricOf(y)];
  return [
    difference === null
      ? null
      : `${differenceText(difference, yMetric)} at equal ${xMetric.label.toLowerCase()}`,
    ratio === null ? null : `${ratioText(ratio, xMetric)} at equal ${yMetric.label.toLowerCase()}`,
  ].filter((part) => part !== null);
}

function differenceText(difference: number, { unit, label }: Metric): string {
  const noun = label.toLowerCase();
  if (difference === 0) return `the same ${noun}`;
  if (unit === "%") return `${signedText(difference)} points`;
  const figure = `${difference > 0 ? "+" : "−"}${figureText(Math.abs(difference), unit)}`;
  // Counts carry no unit of their own: the metric's name says what is counted.
  return unit === "parameters" ? `${figure} ${noun}` : `${figure} of ${noun}`;
}

function ratioText(ratio: number, { sense, group, label }: Metric): string {
  const noun = label.toLowerCase();
  if (timesText(ratio) === "1.00x") return `the same ${noun}`;
  if (sense === "max" || group !== "Time") return `${timesText(1 / ratio)} the ${noun}`;
  return ratio > 1 ? `${timesText(ratio)} faster` : `${timesText(1 / ratio)} slower`;
}

function coordinates(marks: readonly PlacedMark[]): readonly FrontPoint[] {
  return marks.map((mark) => ({ x: mark.x.value, y: mark.y.value }));
}

import type { Estimate } from "../base/estimate";
import { type Constraints, meets } from "./constraints";
import { type MetricId, metricOf } from "./metrics";
import type { ModelFigures } from "./modelFigures";
import { type Front, paretoFront, type Senses } from "./paretoFront";

/** Whose models these are; each series has a front of its own. */
export type Series = "nemotron-flash" | "transformers" | "own" | "saved";

/** Where a mark's figures come from: all stated by others, or predicted here as far as an architecture decides them. */
export type Basis = "published" | "predicted";

/** A model with everything known of it. */
export interface Subject {
  readonly id: string;
  readonly name: string;
  readonly series: Series;
  readonly published: ModelFigures;
  readonly predicted: ModelFigures;
}

/** A model's place on a plot. A coordinate is null where nothing can be said; then the mark is a line along that axis. */
export interface Mark {
  /** The subject's id, with `@predicted` behind it where a published mark bears the plain id. */
  readonly id: string;
  readonly subject: Subject;
  readonly basis: Basis;
  readonly x: Estimate | null;
  readonly y: Estimate | null;
}

/** A mark with both coordinates. */
export interface PlacedMark extends Mark {
  readonly x: Estimate;
  readonly y: Estimate;
}

export function isPlaced(mark: Mark): mark is PlacedMark {
  return mark.x !== null && mark.y !== null;
}

/** The senses of a pair of axes. */
export function sensesOf(x: MetricId, y: MetricId): Senses {
  return { x: metricOf(x).sense, y: metricOf(y).sense };
}

/**
 * The marks of subjects on a pair of axes. A published mark takes published figures, and counted ones where the authors
 * state none. A predicted mark takes predictions; on an axis that no architecture decides it keeps a published score, and
 * a design without one is left with no place on that axis.
 */
export function marksOf(
  subjects: readonly Subject[],
  x: MetricId,
  y: MetricId,
  shown: Basis | "both",
): readonly Mark[] {
  return subjects.flatMap((subject) => {
    const published = shown === "predicted" ? null : publishedMark(subject, x, y);
    const isOwn = subject.series === "own" || subject.series === "saved";
    const predicted = shown === "published" && !isOwn ? null : predictedMark(subject, x, y);
    if (predicted === null) return published === null ? [] : [published];
    if (published === null) return [predicted];
    return [published, { ...predicted, id: `${subject.id}@predicted` }];
  });
}

function publishedMark(subject: Subject, x: MetricId, y: MetricId): Mark | null {
  const { published } = subject;
  const at = (metric: MetricId) => published[metric] ?? countedOnly(subject, metric);
  const [xAt, yAt] = [at(x), at(y)];
  const states = published[x] !== undefined || published[y] !== undefined;
  return states && xAt && yAt ? { id: subject.id, subject, basis: "published", x: xAt, y: yAt } : null;
}

/** Counted figures are nobody's prediction, so published marks may bear them. */
function countedOnly(subject: Subject, metric: MetricId): Estimate | null {
  const figure = subject.predicted[metric];
  return figure?.source === "exact" ? figure : null;
}

function predictedMark(subject: Subject, x: MetricId, y: MetricId): Mark | null {
  const at = (metric: MetricId) =>
    subject.predicted[metric] ?? (metricOf(metric).predictable ? null : (subject.published[metric] ?? null));
  const [xAt, yAt] = [at(x), at(y)];
  const isOwn = subject.series === "own" || subject.series === "saved";
  if (isOwn ? xAt === null && yAt === null : xAt === null || yAt === null) return null;
  const predicts = [xAt, yAt].some((figure) => figure !== null && figure.source !== "published");
  return predicts ? { id: subject.id, subject, basis: "predicted", x: xAt, y: yAt } : null;
}

/** The front of marks with both coordinates, from the best x to the best y. */
export function frontOfMarks(marks: readonly PlacedMark[], senses: Senses): readonly PlacedMark[] {
  const front: Front = paretoFront(
    marks.map((mark) => mark.x.value),
    marks.map((mark) => mark.y.value),
    senses,
  );
  return [...front.indices].map((index) => marks[index]!);
}

/** Marks with both coordinates of one series on one basis. */
export function marksOfSeries(marks: readonly Mark[], series: readonly Series[], basis: Basis): PlacedMark[] {
  return marks
    .filter(isPlaced)
    .filter((mark) => mark.basis === basis && series.includes(mark.subject.series));
}

/** True when what is known of a subject meets every limit, figures on its own basis first. The design in hand always does. */
export function subjectMeets(subject: Subject, basis: Basis, constraints: Constraints): boolean {
  const other = basis === "published" ? "predicted" : "published";
  return (
    subject.series === "own" ||
    meets(constraints, (metric) => (subject[basis][metric] ?? subject[other][metric])?.value ?? null)
  );
}

/** The marks whose subjects meet every limit. */
export function withinLimits(marks: readonly Mark[], constraints: Constraints): readonly Mark[] {
  return marks.filter(({ subject, basis }) => subjectMeets(subject, basis, constraints));
}

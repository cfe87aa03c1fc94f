import type { Mark } from "../marks";
import { markWords } from "../markWords";
import type { PlotFrame } from "./frame";
import { drawnFronts } from "./fronts";

/** What each mark says when it is read aloud, by id. It depends on the axes, not on pan and zoom. */
export function wordsOfMarks(marks: readonly Mark[], frame: PlotFrame): ReadonlyMap<string, string> {
  const places = new Map(
    drawnFronts(marks, frame).flatMap((front) =>
      front.members.map((id, index) => [id, { front: front.label, index, count: front.members.length }]),
    ),
  );
  return new Map(
    marks.map((mark) => [
      mark.id,
      markWords(mark, frame.x.metric, frame.y.metric, places.get(mark.id) ?? null),
    ]),
  );
}

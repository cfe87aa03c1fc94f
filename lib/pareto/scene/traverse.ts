import { type Cloud, candidateAt, candidateId, candidateOf, placeOf } from "./cloud";
import { isInside, type View } from "./frame";
import type { FrontierScene } from "./scene";

/** The four arrows of the keyboard. */
export type Arrow = "left" | "right" | "up" | "down";

/** What the keyboard walks: the marks, and the candidates on the fronts of their sets. */
export interface WalkedPlot {
  readonly scene: FrontierScene;
  readonly cloud: Cloud;
  /** Pan and zoom, in pixels, under which the candidates are seen; the scene is composed under it already. */
  readonly view: View;
}

/** A mark or candidate where it is seen, in pixels. */
export interface Stop {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Where the keyboard enters the plot: the first point of the first front in view, null where nothing is in view. */
export function firstStop(plot: WalkedPlot): string | null {
  const marks = markStops(plot);
  const member = plot.scene.fronts
    .flatMap(({ members }) => members)
    .find((id) => marks.some((stop) => stop.id === id));
  return member ?? marks[0]?.id ?? setFronts(plot).find((front) => front.length > 0)?.[0]?.id ?? null;
}

/**
 * The mark or candidate an arrow leads to. Left and right walk along the front that the point is on; from a point on no
 * front, and with up and down, the nearest mark or front candidate in that direction is next. What is out of view is
 * passed over. Null at the end, and for an id that is not on the plot.
 */
export function nextStop(plot: WalkedPlot, from: string, arrow: Arrow): string | null {
  const here = stopAt(plot, from);
  if (here === null) return null;
  const fronts = setFronts(plot);
  if (arrow === "left" || arrow === "right") {
    const along = [...markFronts(plot), ...fronts].find((front) => front.some(({ id }) => id === from));
    if (along !== undefined) return alongFront(along, from, arrow);
  }
  return nearestToward([markStops(plot), ...fronts], here, arrow);
}

/** Where the mark or candidate with an id is seen, null if it is not on the plot. */
export function stopAt({ scene, cloud, view }: WalkedPlot, id: string): Stop | null {
  const drawn = scene.marks.find(({ mark }) => mark.id === id);
  if (drawn !== undefined) return { id, x: drawn.x, y: drawn.y };
  const candidate = candidateOf(cloud.sets, id);
  if (candidate === null) return null;
  const place = placeOf(cloud, candidate);
  return place === null ? null : seenAt(cloud, view, place, id);
}

/** The marks in view. */
function markStops({ scene }: WalkedPlot): readonly Stop[] {
  return scene.marks
    .filter((drawn) => isInside(drawn, scene.frame))
    .map(({ mark, x, y }) => ({ id: mark.id, x, y }));
}

/** The fronts of marks and of the selection, as far as they are in view. */
function markFronts(plot: WalkedPlot): readonly (readonly Stop[])[] {
  return plot.scene.fronts.map(({ members }) =>
    members.flatMap((id) => {
      const stop = stopAt(plot, id);
      return stop !== null && isInside(stop, plot.scene.frame) ? [stop] : [];
    }),
  );
}

/** The front of each set of candidates, as far as it is in view. */
function setFronts({ scene, cloud, view }: WalkedPlot): readonly (readonly Stop[])[] {
  return cloud.fronts.map((places) =>
    [...places].flatMap((place) => {
      const candidate = candidateAt(cloud, place);
      const stop = candidate === null ? null : seenAt(cloud, view, place, candidateId(candidate));
      return stop !== null && isInside(stop, scene.frame) ? [stop] : [];
    }),
  );
}

/** A candidate where it is seen, null if limits or axes hide it. */
function seenAt({ xs, ys }: Cloud, { k, x, y }: View, place: number, id: string): Stop | null {
  const at = { id, x: (xs[place] ?? Number.NaN) * k + x, y: (ys[place] ?? Number.NaN) * k + y };
  return Number.isFinite(at.x) && Number.isFinite(at.y) ? at : null;
}

function alongFront(front: readonly Stop[], from: string, arrow: "left" | "right"): string | null {
  const ordered = [...front].sort((a, b) => a.x - b.x);
  const at = ordered.findIndex(({ id }) => id === from);
  return ordered[at + (arrow === "left" ? -1 : 1)]?.id ?? null;
}

/** Nearest by distance among the points ahead; what lies aside counts double. */
function nearestToward(groups: readonly (readonly Stop[])[], here: Stop, arrow: Arrow): string | null {
  let best: string | null = null;
  let shortest = Number.POSITIVE_INFINITY;
  for (const group of groups)
    for (const { id, x, y } of group) {
      const [dx, dy] = [x - here.x, y - here.y];
      const ahead = { left: -dx, right: dx, up: -dy, down: dy }[arrow];
      const aside = arrow === "left" || arrow === "right" ? Math.abs(dy) : Math.abs(dx);
      const distance = ahead + 2 * aside;
      if (ahead > 0.5 && distance < shortest) {
        shortest = distance;
        best = id;
      }
    }
  return best;
}

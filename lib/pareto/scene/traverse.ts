import type { FrontierScene } from "./scene";

/** The four arrows of the keyboard. */
export type Arrow = "left" | "right" | "up" | "down";

/**
 * The mark an arrow leads to. Left and right walk along the front the mark is on; for a mark on no front, and with up and
 * down, the nearest mark in that direction is next. Null at the end.
 */
export function nextMark(scene: FrontierScene, from: string | null, arrow: Arrow): string | null {
  const { marks, fronts } = scene;
  const here = marks.find((entry) => entry.mark.id === from);
  if (here === undefined) return fronts[0]?.members[0] ?? marks[0]?.mark.id ?? null;
  if (arrow === "left" || arrow === "right") {
    const along = fronts.find((front) => front.members.includes(here.mark.id));
    if (along !== undefined) return alongFront(scene, along.members, here.mark.id, arrow);
  }
  return nearestToward(scene, here, arrow);
}

function alongFront(
  { marks }: FrontierScene,
  members: readonly string[],
  from: string,
  arrow: "left" | "right",
): string | null {
  const places = new Map(marks.map((entry) => [entry.mark.id, entry.x]));
  const ordered = members
    .filter((id) => places.has(id))
    .sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  return ordered[ordered.indexOf(from) + (arrow === "left" ? -1 : 1)] ?? null;
}

/** Nearest by distance among the marks ahead; what lies aside counts double. */
function nearestToward(
  { marks }: FrontierScene,
  here: { readonly x: number; readonly y: number },
  arrow: Arrow,
): string | null {
  let best: string | null = null;
  let shortest = Number.POSITIVE_INFINITY;
  for (const entry of marks) {
    const [dx, dy] = [entry.x - here.x, entry.y - here.y];
    const ahead = { left: -dx, right: dx, up: -dy, down: dy }[arrow];
    const aside = arrow === "left" || arrow === "right" ? Math.abs(dy) : Math.abs(dx);
    const distance = ahead + 2 * aside;
    if (ahead > 0.5 && distance < shortest) {
      shortest = distance;
      best = entry.mark.id;
    }
  }
  return best;
}

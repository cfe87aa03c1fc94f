import { pointsInside, type Region } from "../../plot/region";
import { type Cloud, candidateAt, candidateId, cloudClass } from "./cloud";
import type { View } from "./frame";
import type { FrontierScene } from "./scene";

/** Ids of the marks and candidates inside a region drawn over the plot as it is seen. */
export function idsInside(region: Region, scene: FrontierScene, cloud: Cloud, view: View): readonly string[] {
  const xs = scene.marks.map((mark) => mark.x);
  const ys = scene.marks.map((mark) => mark.y);
  const marks = pointsInside(region, xs, ys).map((index) => scene.marks[index]!.mark.id);
  const candidates = pointsInside(
    region,
    cloud.xs.map((x) => x * view.k + view.x),
    cloud.ys.map((y) => y * view.k + view.y),
  )
    .filter((place) => cloud.classes[place] !== cloudClass.hidden)
    .flatMap((place) => {
      const candidate = candidateAt(cloud, place);
      return candidate === null ? [] : [candidateId(candidate)];
    });
  return [...marks, ...candidates];
}

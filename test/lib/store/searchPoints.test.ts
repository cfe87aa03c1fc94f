import { describe, expect, it } from "vitest";
import { figureAt } from "@/lib/search/goal";
import { runSearch } from "@/lib/search/searchRun";
import { recordOfPoint, searchPoints } from "@/lib/store/searchPoints";
import { paperRequest, prepared, shippedProfile } from "../search/searchFixtures";

const goal = { objectives: ["latencyMs", "loss"], limits: {}, robust: false } as const;
const request = { ...paperRequest, goal, algorithm: "nsga2" as const, budget: 3000 };
const { archive } = runSearch(prepared(request, shippedProfile("a100_sxm")));
const points = searchPoints(archive);

describe("a search as points on the plot", () => {
  it("holds every feasible candidate of a small run once, the front first", () => {
    expect(points.set.size).toBe(archive.feasible);
    expect(new Set(points.ids).size).toBe(points.set.size);
    expect([...points.ids].slice(0, archive.front.size)).toEqual([...archive.front.ids]);
    expect(points.set.names[0]).toBe("front 1");
  });

  it("gives each point the figures of the record it stands for", () => {
    for (const place of [0, archive.front.size, points.set.size - 1]) {
      const record = archive.record(recordOfPoint(points, `search/${place}`)!);
      for (const metric of ["latencyMs", "loss", "params"] as const)
        expect(points.set.columns[metric]?.[place]).toBe(record.figures[figureAt[metric]]);
    }
    expect(recordOfPoint(points, "other/0")).toBeNull();
    expect(recordOfPoint(null, "search/0")).toBeNull();
  });
});

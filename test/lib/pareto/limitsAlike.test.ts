import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Estimate, exact, published } from "@/lib/base/estimate";
import type { Constraints } from "@/lib/pareto/constraints";
import { listRows } from "@/lib/pareto/listing";
import { marksOf, type Series, type Subject, withinLimits } from "@/lib/pareto/marks";
import type { PointSet } from "@/lib/pareto/pointSet";
import { candidateAt, candidateId, cloudClass, cloudOf, rankSets } from "@/lib/pareto/scene/cloud";
import { axisScale } from "@/lib/plot/axisScale";
import { parallelAxes, parallelCorners } from "@/lib/plot/parallelAxes";

const axes = { x: "latencyMs", y: "cr6" } as const;
const scales = { x: axisScale("linear", [0, 10], [0, 100]), y: axisScale("linear", [0, 10], [100, 0]) };

const modelled = (value: number, unit: Estimate["unit"]): Estimate => ({
  value,
  unit,
  lo: value / 2,
  hi: value * 2,
  source: "modelled",
  provenance: "",
});

function subject(
  id: string,
  series: Series,
  figures: { readonly ms: number; readonly accuracy: number; readonly bytes: number | null },
  stated: boolean,
): Subject {
  const { ms, accuracy, bytes } = figures;
  return {
    id,
    name: id,
    series,
    published: stated ? { latencyMs: published(ms, "ms", ""), cr6: published(accuracy, "%", "") } : {},
    predicted: {
      params: exact(5, "parameters", ""),
      latencyMs: modelled(ms + 1, "ms"),
      cr6: modelled(accuracy - 1, "%"),
      ...(bytes !== null && { memoryBytes: modelled(bytes, "B") }),
    },
  };
}

/** What the plot shows: its marks, and its candidates that are not hidden. */
function onPlot(subjects: readonly Subject[], sets: readonly PointSet[], limits: Constraints): Set<string> {
  const marks = withinLimits(marksOf(subjects, axes.x, axes.y, "both"), limits);
  const cloud = cloudOf(rankSets(sets, axes, limits), scales);
  const candidates = Array.from(cloud.classes).flatMap((shown, place) => {
    const candidate = candidateAt(cloud, place);
    return shown === cloudClass.hidden || candidate === null ? [] : [candidateId(candidate)];
  });
  return new Set([...marks.map(({ id }) => id), ...candidates]);
}

const level = fc.integer({ min: 1, max: 9 });
const limits = fc.record(
  {
    latencyMs: fc.record({ max: level }),
    cr6: fc.record({ min: level }),
    memoryBytes: fc.record({ max: level }),
  },
  { requiredKeys: [] },
);
const models = fc.array(
  fc.record({ ms: level, accuracy: level, bytes: fc.option(level), stated: fc.boolean() }),
  { maxLength: 6 },
);
const candidates = fc.array(fc.tuple(level, level, fc.option(level)), { maxLength: 12 });

describe("limits", () => {
  it("leave the same models and candidates on plot and table, whatever is limited", () => {
    fc.assert(
      fc.property(models, candidates, limits, (drawn, points, asked) => {
        const subjects = [
          ...drawn.map(({ stated, ...figures }, at) =>
            subject(`model-${at}`, "transformers", figures, stated),
          ),
          subject("design", "own", { ms: 9, accuracy: 1, bytes: 9 }, false),
        ];
        const set: PointSet = {
          id: "set",
          name: "Set",
          basis: "measured",
          size: points.length,
          names: points.map((_, at) => `c${at}`),
          columns: {
            latencyMs: Float64Array.from(points, ([ms]) => ms),
            cr6: Float64Array.from(points, ([, accuracy]) => accuracy),
            memoryBytes: Float64Array.from(points, ([, , bytes]) => bytes ?? Number.NaN),
          },
        };
        const listed = new Set(listRows(subjects, [set], asked as Constraints).map(({ id }) => id));
        expect(listed).toEqual(onPlot(subjects, [set], asked as Constraints));
      }),
      { numRuns: 500 },
    );
  });

  it("of memory keep a published model by its predicted memory, as nobody states one", () => {
    const small = subject("small", "transformers", { ms: 5, accuracy: 5, bytes: 2 }, true);
    const large = subject("large", "transformers", { ms: 5, accuracy: 5, bytes: 8 }, true);
    const kept = listRows([small, large], [], { memoryBytes: { max: 4 } }).map(({ id }) => id);
    expect(kept).toEqual(["small", "small@predicted"]);
  });

  it("spare the design in hand, and no set of candidates that happens to be called like it", () => {
    const own = subject("design", "own", { ms: 9, accuracy: 1, bytes: 9 }, false);
    const set: PointSet = {
      id: "set",
      name: "in hand",
      basis: "measured",
      size: 2,
      names: ["slow", "fast"],
      columns: { latencyMs: Float64Array.of(9, 1), cr6: Float64Array.of(5, 5) },
    };
    const kept = listRows([own], [set], { latencyMs: { max: 2 } }).map(({ id }) => id);
    expect(kept).toEqual(["design", "set/1"]);
  });

  it("let no line of the parallel axes leave the brushed stretch", () => {
    const set: PointSet = {
      id: "set",
      name: "Set",
      basis: "measured",
      size: 9,
      names: Array.from({ length: 9 }, (_, at) => `c${at}`),
      columns: {
        latencyMs: Float64Array.from({ length: 9 }, (_, at) => at + 1),
        cr6: Float64Array.from({ length: 9 }, (_, at) => 9 - at),
      },
    };
    const [axis] = parallelAxes(
      [{ id: "latencyMs", unit: "ms", kind: "linear", top: "low", values: set.columns.latencyMs ?? [] }],
      600,
      400,
    );
    if (axis === undefined) throw new Error("no axis");
    const [from, to] = [axis.scale.at(3), axis.scale.at(6)];
    const rows = listRows([], [set], {
      latencyMs: { min: axis.scale.invert(from), max: axis.scale.invert(to) },
    });
    expect(rows.map(({ name }) => name)).toEqual(["c2", "c3", "c4", "c5"]);
    for (const row of rows) {
      const [corner] = parallelCorners([axis], (id) => row.value(id as "latencyMs"));
      expect(corner?.y).toBeGreaterThanOrEqual(Math.min(from, to));
      expect(corner?.y).toBeLessThanOrEqual(Math.max(from, to));
    }
  });
});

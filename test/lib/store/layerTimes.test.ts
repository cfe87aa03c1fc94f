import { describe, expect, it } from "vitest";
import { shippedWorkloads } from "@/lib/cost/workloads";
import { flattenLayers } from "@/lib/design/flatten";
import { findPreset } from "@/lib/design/presets";
import { predictLatency } from "@/lib/latency/predictLatency";
import { rooflinePoints } from "@/lib/latency/rooflinePoints";
import { layerTimes } from "@/lib/store/layerTimes";
import { shippedProfile } from "@/test/lib/latency/shippedProfile";

const h100 = shippedProfile("h100_sxm");
const design = findPreset("nemotron-flash-1b")!.design;
const layers = flattenLayers(design);

describe.each(shippedWorkloads)("the time of $name", (workload) => {
  const found = predictLatency(design, workload, h100);
  if (!found.ok) throw new Error(found.problems[0]?.message);
  const latency = found.value;

  it("is that of its layers and of the parts outside them, none lost and none twice", () => {
    const times = layerTimes(design, latency);
    expect(times.map(({ operator }) => operator)).toEqual(layers);
    const inLayers = times.reduce((sum, { ms }) => sum + ms, 0);
    const outside = latency.breakdown
      .filter(({ operator }) => !(layers as readonly string[]).includes(operator))
      .reduce((sum, { ms }) => sum + ms, 0);
    expect((inLayers + outside) / latency.latencyMs.value).toBeCloseTo(1, 9);
  });

  it("is equal for equal layers, and leads each to its place in the lane", () => {
    const times = layerTimes(design, latency);
    for (const { operator, ms, position } of times) {
      expect(ms).toBe(times.find((other) => other.operator === operator)?.ms);
      expect(design.stages[position.stage]?.layers[position.index]).toBe(operator);
    }
  });

  it("puts every kernel under the roof of the device's peak, and none twice", () => {
    const points = rooflinePoints(design, workload, latency.batch, h100);
    expect(points.length).toBeGreaterThan(5);
    expect(new Set(points.map(({ id }) => id)).size).toBe(points.length);
    for (const { label, flopsPerSecond, intensity } of points) {
      expect(flopsPerSecond, label).toBeLessThanOrEqual(h100.sheet.peakBf16);
      expect(intensity, label).toBeGreaterThan(0);
    }
  });
});

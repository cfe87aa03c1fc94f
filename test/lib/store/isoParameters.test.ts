import { describe, expect, it } from "vitest";
import { parameterTable, sumParameters } from "@/lib/cost/parameters";
import { shippedWorkloads } from "@/lib/cost/workloads";
import { findPreset } from "@/lib/design/presets";
import { plotFrame, wholeView } from "@/lib/pareto/scene/frame";
import { drawnIsoLines } from "@/lib/pareto/scene/isoLines";
import { isoParameterLines } from "@/lib/store/isoParameters";
import { predictionsFor } from "@/lib/store/predictions";
import { shippedProfile } from "../latency/shippedProfile";

const preset = findPreset("qwen3-0.6b");
const workload = shippedWorkloads.find(({ id }) => id === "paper-8k");
if (preset === null || workload === undefined) throw new Error("nothing to predict");
const predictions = predictionsFor(
  { kind: "ready", profile: shippedProfile("h100_sxm") },
  null,
  workload,
  {},
);
const lines = [...isoParameterLines(preset.design, predictions)].at(-1) ?? [];

describe("lines of constant parameters", () => {
  it("hold their parameters at every depth, within what the width's grid allows", () => {
    expect(lines.map(({ own }) => own)).toEqual([true, false, false]);
    const own = sumParameters(parameterTable(preset.design)).total;
    expect(lines[0]?.parameters).toBe(own);
    for (const { parameters, points } of lines) {
      expect(points.length).toBeGreaterThan(4);
      for (const { figures } of points)
        expect(Math.abs((figures.params?.value ?? 0) / parameters - 1)).toBeLessThan(0.03);
    }
    expect((lines[1]?.parameters ?? 0) / own).toBeCloseTo(0.5, 1);
    expect((lines[2]?.parameters ?? 0) / own).toBeCloseTo(2, 1);
  });

  it("pass through the design in hand as it is predicted", () => {
    const here = lines[0]?.points.find(({ blocks }) => blocks === 28);
    expect(here?.figures.latencyMs?.value).toBe(predictions.latencyOf(preset.design)?.latencyMs.value);
  });

  it("are slower the deeper they are, at equal parameters", () => {
    for (const { points } of lines) {
      const times = points.map(({ figures }) => figures.latencyMs?.value ?? Number.NaN);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });

  it("are drawn where both axes are known, and nowhere else", () => {
    const frame = (metric: "cr6" | "mmlu") =>
      plotFrame(
        {
          width: 600,
          height: 400,
          x: { metric: "latencyMs", kind: "log", domain: [1e3, 1e5] },
          y: { metric, kind: "linear", domain: [30, 70] },
        },
        wholeView,
      );
    const drawn = drawnIsoLines(lines, frame("cr6"));
    expect(drawn).toHaveLength(3);
    expect(drawn[0]?.label).toMatch(/^\d.* to \d+ blocks$/);
    expect(drawnIsoLines(lines, frame("mmlu"))).toEqual([]);
  });
});

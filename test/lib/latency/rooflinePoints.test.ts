import { describe, expect, it } from "vitest";
import { lowerStep } from "@/lib/cost/lower";
import { bf16Formats } from "@/lib/cost/precision";
import { shippedWorkloads } from "@/lib/cost/workloads";
import { findPreset, presets } from "@/lib/design/presets";
import { kernelWork } from "@/lib/latency/kernel/kernelWork";
import { kernelTime } from "@/lib/latency/kernelTime";
import { kernelKey } from "@/lib/latency/lookupTable";
import { rooflinePoints } from "@/lib/latency/rooflinePoints";
import { shippedProfile } from "./shippedProfile";

const h100 = shippedProfile("h100_sxm");
const prefill = shippedWorkloads.find(({ id }) => id === "prefill-4k")!;

describe("kernels on the roofline", () => {
  it("hold the time of every kernel with arithmetic once, largest first", () => {
    for (const id of ["nemotron-flash-1b", "qwen3-0.6b"]) {
      const { design } = findPreset(id)!;
      const points = rooflinePoints(design, prefill, 1, h100);
      let ms = 0;
      for (const { count, kernels } of lowerStep(design, {
        phase: "prefill",
        batch: 1,
        tokens: 4096,
        context: 0,
      }))
        for (const kernel of kernels)
          if (kernelWork(kernel, bf16Formats).flops > 0)
            ms += (count * kernelTime(h100, kernel, bf16Formats).us) / 1000;
      expect(points.reduce((sum, point) => sum + point.ms, 0)).toBeCloseTo(ms, 9);
      expect(points.map((point) => point.ms)).toEqual(points.map((point) => point.ms).sort((a, b) => b - a));
      expect(new Set(points.map((point) => point.id)).size).toBe(points.length);
    }
  });

  it("keep kernels of one role and intensity but different shapes apart", () => {
    let apart = 0;
    for (const { design } of presets) {
      const shapes = new Set<string>();
      const intensities = new Set<string>();
      for (const { operator, kernels } of lowerStep(design, {
        phase: "prefill",
        batch: 1,
        tokens: 4096,
        context: 0,
      }))
        for (const kernel of kernels) {
          if (kernel.op !== "elementwise") continue;
          const { flops, bytes } = kernelWork(kernel, bf16Formats);
          shapes.add(`${operator} ${kernel.role} ${kernelKey(kernel, bf16Formats)}`);
          intensities.add(`${operator} ${kernel.role} ${flops / bytes}`);
        }
      if (shapes.size === intensities.size) continue;
      apart++;
      const points = rooflinePoints(design, prefill, 1, h100);
      for (const { operator } of points) expect(operator).toBeTruthy();
      const elementwise = points.filter(({ id }) => / e\d/.test(id));
      expect(elementwise.length).toBe(shapes.size);
    }
    expect(apart).toBeGreaterThan(0);
  });
});

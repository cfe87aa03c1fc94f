import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { walkAtLatency } from "@/lib/cost/walkAtLatency";
import type { Design } from "@/lib/design/design";
import { layerCount } from "@/lib/design/flatten";
import { parseDesign } from "@/lib/design/parseDesign";
import { findPreset } from "@/lib/design/presets";
import { readDeviceProfile } from "@/lib/latency/deviceProfile";
import { predictLatency } from "@/lib/latency/predictLatency";
import { workloadOf } from "@/lib/store/workbenchDocument";

const profile = readDeviceProfile(
  JSON.parse(readFileSync(new URL("../../../public/profiles/h100_sxm.json", import.meta.url), "utf8")),
);
const workload = workloadOf({ workload: { kind: "shipped", id: "paper-8k" } });
const latencyMs = (design: Design) => {
  if (!profile.ok) throw new Error("no profile");
  const prediction = predictLatency(design, workload, profile.value);
  return prediction.ok ? prediction.value.latencyMs.value : null;
};

describe("a walk along constant latency", () => {
  it("keeps the predicted latency within 3 % at any depth, with a legal design", () => {
    for (const id of ["nemotron-flash-1b", "qwen3-0.6b"]) {
      const origin = findPreset(id)!.design;
      const wanted = latencyMs(origin)!;
      for (const blocks of [8, 10, 16, 20]) {
        const walk = walkAtLatency(origin, blocks, latencyMs)!;
        expect(Math.abs(latencyMs(walk.design)! / wanted - 1)).toBeLessThan(0.03);
        expect(Math.abs(layerCount(walk.design.stages) - 2 * blocks)).toBeLessThanOrEqual(1);
        expect(parseDesign(walk.design).ok).toBe(true);
        expect(walk.changes.join("\n")).toMatch(/Hidden size[\s\S]*Held latency/);
      }
    }
  });

  it("says nothing where the latency is not known", () => {
    expect(walkAtLatency(findPreset("qwen3-0.6b")!.design, 10, () => null)).toBeNull();
  });
});

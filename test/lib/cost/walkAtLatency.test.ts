import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { walkAtLatency } from "@/lib/cost/walkAtLatency";
import type { Design } from "@/lib/design/design";
import { countLayers, layerCount } from "@/lib/design/flatten";
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
        const found = walkAtLatency(origin, blocks, latencyMs);
        if (!found.ok) throw new Error(found.problems[0]?.message);
        const walk = found.value;
        expect(Math.abs(latencyMs(walk.design)! / wanted - 1)).toBeLessThan(0.03);
        expect(Math.abs(layerCount(walk.design.stages) - 2 * blocks)).toBeLessThanOrEqual(1);
        expect(parseDesign(walk.design).ok).toBe(true);
        expect(walk.changes.join("\n")).toMatch(/Hidden size[\s\S]*Held latency/);
      }
    }
  });

  it("holds the latency at every depth it agrees to, and names the closest width where it does not", () => {
    let [held, refused] = [0, 0];
    for (const id of ["qwen3-0.6b", "llama-3.2-1b", "nemotron-flash-3b"])
      for (const blocks of [1, 2, 4, 32, 64]) {
        const found = walkAtLatency(findPreset(id)!.design, blocks, latencyMs);
        if (found.ok) {
          held++;
          const { wanted, reached } = found.value.heldMs;
          expect(Math.abs(reached / wanted - 1)).toBeLessThanOrEqual(0.03);
        } else {
          refused++;
          expect(found.problems[0]!.message).toMatch(
            /No legal width at [\d.]+ blocks keeps .* wide, is off by [+−]/,
          );
        }
      }
    expect(held).toBeGreaterThan(refused);
    const qwen = findPreset("qwen3-0.6b")!.design;
    const neverHeld = walkAtLatency(qwen, 10, (design) => (design === qwen ? 1 : 2));
    expect(neverHeld.ok).toBe(false);
  });

  it("keeps settings of the operators it still uses alone", () => {
    const found = walkAtLatency(findPreset("nemotron-flash-1b")!.design, 2, latencyMs);
    if (!found.ok) return expect(found.problems[0]!.message).toContain("keeps the latency");
    const used = countLayers(found.value.design.stages);
    for (const ref of Object.keys(found.value.design.operators)) expect([...used.keys()]).toContain(ref);
  });

  it("says so where the latency is not known", () => {
    const found = walkAtLatency(findPreset("qwen3-0.6b")!.design, 10, () => null);
    expect(found.ok ? "" : found.problems[0]!.message).toContain("not known");
  });
});

import { describe, expect, it } from "vitest";
import type { Workload } from "@/lib/cost/workload";
import { findPreset } from "@/lib/design/presets";
import { measuredDecode } from "@/lib/measure/fit/measuredDecode";
import { designPlan } from "@/lib/measure/plan/shippedPlans";
import { measuredDevice } from "@/lib/measure/record/measuredDevice";
import type { Measurement } from "@/lib/measure/record/measurement";
import { deviceUs, fakeMeasurement, samplesOf } from "../fakeMeasurement";

const design = findPreset("nemotron-flash-1b")?.design;
if (design === undefined) throw new Error("no preset");
const plan = designPlan(design, {
  precision: { activations: "float32", weights: "dense" },
  onGpu: false,
  memoryGib: null,
});
const base = fakeMeasurement();
const measurement: Measurement = {
  ...base,
  plan,
  findings: {
    ...base.findings,
    samples: plan.cases
      .filter(({ role }) => role !== "reference")
      .map((timed) => samplesOf(timed, deviceUs(timed))),
  },
};
const workload: Workload = {
  id: "w",
  name: "w",
  phase: "decode",
  batch: 1,
  prompt: 0,
  new: 2048,
  precision: "fp32",
  cachePrecision: "fp32",
};

describe("a design as its blocks were timed", () => {
  const device = measuredDevice(measurement);

  it("is the sum of its blocks, each less the time of a call but one", () => {
    const found = measuredDecode(design, workload, device);
    const fit = plan.cases.filter(({ role }) => role === "fit");
    const blockMs = (what: string, context: number) => {
      const one = fit.find(
        ({ id, block }) =>
          id.startsWith(`fit/${what}/`) &&
          block.hiddenSize === design.hiddenSize &&
          block.context === context,
      );
      if (one === undefined) throw new Error(what);
      return deviceUs(one) / 1000;
    };
    // 1,024 generated on average and 256 meta tokens, between the timed 128 and 4,096.
    const share = (1024 + 256 - 128) / (4096 - 128);
    const attention =
      blockMs("attention", 128) + share * (blockMs("attention", 4096) - blockMs("attention", 128));
    const counts = { deltanet: 4, mamba2: 6, ffn: 12 } as const;
    const call = device.fit.model.stepUs / 1000;
    const layers = Object.entries(counts).reduce(
      (sum, [what, count]) => sum + count * (blockMs(what, 0) - call),
      0,
    );
    const expected = call + layers + 2 * (attention - call) + blockMs("head", 0) - call;
    expect((found?.msPerToken.value ?? 0) / expected).toBeCloseTo(1, 6);
    expect(found?.msPerToken.source).toBe("measured");
    expect(found?.latencyMs?.value).toBeCloseTo(2048 * (found?.msPerToken.value ?? 0), 6);
    expect(found?.msPerToken.lo).toBeLessThan(found?.msPerToken.value ?? 0);
    expect(found?.msPerToken.hi).toBeGreaterThan(found?.msPerToken.value ?? 0);
  });

  it("says nothing of other sizes, longer contexts, several sequences or prefill", () => {
    expect(measuredDecode({ ...design, hiddenSize: 1024 }, workload, device)).toBeNull();
    expect(measuredDecode({ ...design, vocabSize: 1000 }, workload, device)).toBeNull();
    expect(measuredDecode(design, { ...workload, prompt: 10_000 }, device)).toBeNull();
    expect(measuredDecode(design, { ...workload, batch: 4 }, device)).toBeNull();
    expect(measuredDecode(design, { ...workload, phase: "prefill" }, device)).toBeNull();
    expect(measuredDecode(design, workload, measuredDevice(base))).toBeNull();
  });

  it("follows a new pattern of the same blocks without a new measurement", () => {
    const shorter = { ...design, stages: [{ repeat: 1, layers: ["deltanet", "ffn"] as const }] };
    const [whole, part] = [design, shorter].map(
      (one) => measuredDecode(one, workload, device)?.msPerToken.value,
    );
    expect(part).toBeGreaterThan(0);
    expect(part).toBeLessThan(whole ?? 0);
  });
});

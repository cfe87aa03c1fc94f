import { describe, expect, it } from "vitest";
import type { Workload } from "@/lib/cost/workload";
import { shippedWorkloads } from "@/lib/cost/workloads";
import type { Design } from "@/lib/design/design";
import { findPreset } from "@/lib/design/presets";
import { measuredDecode } from "@/lib/measure/fit/measuredDecode";
import { designPlan } from "@/lib/measure/plan/shippedPlans";
import { measuredDevice } from "@/lib/measure/record/measuredDevice";
import type { Measurement } from "@/lib/measure/record/measurement";
import { deviceUs, fakeMeasurement, samplesOf } from "../fakeMeasurement";

const design = findPreset("nemotron-flash-1b")?.design;
if (design === undefined) throw new Error("no preset");
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

/** The plan of a design for the whole of its workload, as the made-up device would time it. */
function measurementOf(measured: Design, asked: Workload): Measurement {
  const plan = designPlan(measured, asked, {
    precision: { activations: "float32", weights: "dense" },
    onGpu: false,
    memoryGib: null,
  });
  const base = fakeMeasurement();
  return {
    ...base,
    plan,
    findings: {
      ...base.findings,
      samples: plan.cases
        .filter(({ role }) => role !== "reference")
        .map((timed) => samplesOf(timed, deviceUs(timed))),
    },
  };
}
const measurement = measurementOf(design, workload);
const { plan } = measurement;

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
    expect(measuredDecode(design, workload, measuredDevice(fakeMeasurement()))).toBeNull();
  });

  it("is there for the page's first document: 8,192 tokens after 256 meta tokens", () => {
    const first = shippedWorkloads.find(({ id }) => id === "paper-8k");
    if (first === undefined) throw new Error("no workload");
    const found = measuredDecode(design, first, measuredDevice(measurementOf(design, first)));
    expect(found?.msPerToken.source).toBe("measured");
  });

  it("times a window by the rows it keeps: full long before the longest cache", () => {
    const window = 512;
    const { attention } = design.operators;
    if (attention === undefined) throw new Error("no attention");
    const windowed: Design = {
      ...design,
      metaTokens: 0,
      stages: [{ repeat: 4, layers: ["swa", "ffn"] }],
      operators: { ...design.operators, swa: { ...attention, window } },
    };
    const timed = measuredDevice(measurementOf(windowed, workload));
    const at = (prompt: number, generated: number) =>
      measuredDecode(windowed, { ...workload, prompt, new: generated }, timed)?.msPerToken.value ??
      Number.NaN;
    // From a full window on, a longer context costs nothing.
    expect(at(1024, 2)).toBeCloseTo(at(4000, 2), 9);
    // Half-way from the 128 rows timed first to the 511 of a full window.
    const middle = (at(128, 0) + at(511, 0)) / 2;
    expect(at(320, 0) / middle).toBeCloseTo(1, 3);
    // Over a decode that fills the window on its way, the mean of what its steps take.
    const steps = Array.from({ length: 1022 }, (_, step) => at(step + 128, 0));
    const mean = steps.reduce((sum, ms) => sum + ms, 0) / steps.length;
    expect(at(128, 1022) / mean).toBeCloseTo(1, 4);
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

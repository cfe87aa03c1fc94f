import { describe, expect, it } from "vitest";
import { findPreset } from "@/lib/design/presets";
import { readDeviceProfile } from "@/lib/latency/deviceProfile";
import { kernelTime } from "@/lib/latency/kernelTime";
import { predictLatency } from "@/lib/latency/predictLatency";
import { sheetSentence } from "@/lib/latency/sheetSentence";
import { formatsOfGraph, kernelsOfBlock } from "@/lib/measure/fit/blockKernels";
import { predictBlockUs } from "@/lib/measure/fit/blockModel";
import { fitMeasurement } from "@/lib/measure/fit/fitMeasurement";
import { measuredProfile } from "@/lib/measure/fit/measuredProfile";
import { measuredDevice, measurementDocument } from "@/lib/measure/record/measuredDevice";
import { deviceUs, fakeMeasurement, smallPlan } from "../fakeMeasurement";

const workload = {
  id: "w",
  name: "w",
  phase: "decode",
  batch: 1,
  prompt: 64,
  new: 8,
  precision: "fp32",
  cachePrecision: "fp32",
} as const;

describe("the fit of a measurement", () => {
  const measurement = fakeMeasurement();
  const fit = fitMeasurement(measurement);

  it("predicts stacks that it has not seen, on a device that follows the law", () => {
    const stacks = fit.parity.filter(({ role }) => role === "validate");
    expect(stacks.length).toBe(2);
    expect(fit.validationError).toBeLessThan(0.02);
    expect(fit.refusal).toBeNull();
  });

  it("predicts each block by a fit that has not seen it", () => {
    const ffn = fit.parity.find(({ id }) => id.startsWith("fit/ffn/h512/decode"));
    const others = fakeMeasurement((timed) =>
      timed.id === ffn?.id ? 10 * deviceUs(timed) : deviceUs(timed),
    );
    const bent = fitMeasurement(others).parity.find(({ id }) => id === ffn?.id);
    expect(bent?.predictedMs).toBeCloseTo(ffn?.predictedMs ?? 0, 6);
  });

  it("is not bent by one disturbed block", () => {
    const disturbed = fakeMeasurement((timed) =>
      timed.id.startsWith("fit/conv/h256/decode") ? 4 * deviceUs(timed) : deviceUs(timed),
    );
    expect(fitMeasurement(disturbed).validationError).toBeLessThan(0.1);
  });

  it("is refused above 15 % of validation error, with what to try", () => {
    const slow = fakeMeasurement((timed) => (timed.role === "validate" ? 1.3 : 1) * deviceUs(timed));
    const { refusal, validationError } = fitMeasurement(slow);
    expect(validationError).toBeGreaterThan(0.15);
    expect(refusal?.reason).toMatch(/misses a validation stack by 2\d %/);
    expect(refusal?.advice.length).toBeGreaterThan(1);
  });

  it("is refused without two validation stacks, or with too few blocks", () => {
    const one = fakeMeasurement((timed) => (timed.id.includes("stack-of-8") ? null : deviceUs(timed)));
    expect(fitMeasurement(one).refusal?.reason).toMatch(/Only 1 of the validation stacks/);
    const few = fakeMeasurement((timed) => (timed.id.includes("norm/h256") ? deviceUs(timed) : null));
    expect(fitMeasurement(few).refusal?.reason).toMatch(/too few/);
  });

  it("says that a device was busy when the reference block drifts", () => {
    const drifted = { ...measurement, findings: { ...measurement.findings, references: [1, 1.3] } };
    expect(fitMeasurement(drifted).busy).toBe(true);
    expect(fitMeasurement(drifted).drift).toBeCloseTo(0.3);
    expect(fit.busy).toBe(false);
  });

  it("is not to be taken over by itself when the reference block changed by more than half", () => {
    const withReferences = (...references: number[]) =>
      fitMeasurement({ ...measurement, findings: { ...measurement.findings, references } });
    expect(withReferences(1, 1.3).unsteady).toBe(false);
    expect(withReferences(1, 2.31).unsteady).toBe(true);
    expect(withReferences(1, 2.31).refusal).toBeNull();
    expect(fit.stacks).toBe(2);
  });
});

describe("the profile of a measurement", () => {
  const measurement = fakeMeasurement();
  const fit = fitMeasurement(measurement);
  const profile = measuredProfile(measurement, fit);

  it("gives every timed block the time of the fit, kernel by kernel", () => {
    for (const { block, id, role } of smallPlan.cases) {
      if (role === "reference") continue;
      const timed = { kernels: kernelsOfBlock(block), formats: formatsOfGraph(block.precision) };
      const us = timed.kernels.reduce(
        (sum, kernel) => sum + kernelTime(profile, kernel, timed.formats).us,
        profile.stacks[0]?.perStepUs ?? 0,
      );
      // Launches are at least 1 ns in a roofline.
      expect(Math.abs(us / predictBlockUs(fit.model, timed) - 1), id).toBeLessThan(1e-3);
    }
  });

  it("is a device profile like the shipped ones, through a file and back", () => {
    const { profile: written } = measurementDocument(measuredDevice(measurement)).result;
    const read = readDeviceProfile(JSON.parse(JSON.stringify(written)));
    if (!read.ok) throw new Error(read.problems[0]?.message);
    const design = findPreset("qwen3-0.6b")?.design;
    if (design === undefined) throw new Error("no preset");
    const [here, there] = [profile, read.value].map((one) => predictLatency(design, workload, one));
    if (!here?.ok || !there?.ok) throw new Error("not predicted");
    expect(there.value.latencyMs.value / here.value.latencyMs.value).toBeCloseTo(1, 4);
    expect(here.value.msPerToken?.value).toBeGreaterThan(0);
  });

  it("says which figures of a data sheet no browser tells, and gives none for them", () => {
    expect(profile.memoryAssumed).toBeUndefined();
    expect(sheetSentence(profile)).toMatch(/cache not known; compute units not known\.$/);
    const onGpu = { ...measurement, backend: { kind: "webgpu", entry: "jspi", threads: 1 } } as const;
    expect(sheetSentence(measuredProfile(onGpu, fit))).toContain("8.59 GB of memory (assumed)");
  });

  it("counts as calibrated at the number format and sizes it was measured at, and not at others", () => {
    const kernel = { op: "gemm", role: "up_proj", m: 1, n: 768, k: 256 } as const;
    const fp32 = { weights: "fp32", cache: "fp32", activations: "fp32" } as const;
    expect(kernelTime(profile, kernel, fp32).calibrated).toBe(true);
    expect(kernelTime(profile, kernel, { ...fp32, weights: "bf16" }).calibrated).toBe(false);
    expect(kernelTime(profile, { ...kernel, n: 1_000_000 }, fp32).calibrated).toBe(false);
    expect(kernelTime(profile, { op: "sampling", batch: 1, vocab: 1000 }, fp32).calibrated).toBe(false);
  });

  it("lets no recurrence stand in for one that was timed", () => {
    const mamba = {
      op: "recurrence",
      rule: "mamba2",
      phase: "decode",
      batch: 1,
      tokens: 1,
      keyHeads: 1,
      valueHeads: 8,
      keyDim: 128,
      valueDim: 64,
    } as const;
    const fp32 = { weights: "fp32", cache: "fp32", activations: "fp32" } as const;
    expect(kernelTime(profile, mamba, fp32).notes.join()).not.toMatch(/was not measured/);
    expect(kernelTime(profile, { ...mamba, rule: "rwkv7" }, fp32).notes.join()).toMatch(/was not measured/);
  });
});

import { describe, expect, it } from "vitest";
import type { DeviceProbe } from "@/lib/measure/backend/probe";
import { compareDevices, meanRatio } from "@/lib/measure/fit/compareDevices";
import type { MeasuredPart } from "@/lib/measure/graph/blockCase";
import { measuredDevice, measurementDocument } from "@/lib/measure/record/measuredDevice";
import { deviceName, type Measurement } from "@/lib/measure/record/measurement";
import { readMeasurementText } from "@/lib/measure/record/readMeasurement";
import { deviceUs, fakeMeasurement, smallPlan } from "../fakeMeasurement";

const probe: DeviceProbe = {
  adapter: null,
  adapterReason: "",
  isolated: true,
  cores: 2,
  clockStepMs: 0,
  suspension: true,
  webnn: false,
  memoryGib: null,
  userAgent: "",
};

/** An FFN of half the width. */
function ffnOf(part: MeasuredPart | undefined): MeasuredPart {
  if (part?.kind !== "ffn") throw new Error("no FFN");
  return {
    kind: "ffn",
    settings: { ...part.settings, intermediateSize: part.settings.intermediateSize / 2 },
  };
}

describe("a measurement file", () => {
  it("comes back as it was, and its fit with it", () => {
    const measurement = fakeMeasurement();
    const read = readMeasurementText(JSON.stringify(measurementDocument(measuredDevice(measurement))));
    if (!read.ok) throw new Error(read.problems[0]?.message);
    expect(read.value).toEqual(measurement);
    expect(measuredDevice(read.value).fit.validationError).toBe(
      measuredDevice(measurement).fit.validationError,
    );
  });

  it("is refused with the field that is wrong", () => {
    const measurement = fakeMeasurement();
    const without = { ...measurement, plan: { ...measurement.plan, cases: [{ id: "x" }] } };
    const read = readMeasurementText(JSON.stringify(without));
    expect(!read.ok && read.problems[0]?.field).toMatch(/^plan\.cases\.0/);
    expect(readMeasurementText("{").ok).toBe(false);
    const negative = structuredClone(measurement) as unknown as {
      findings: { samples: { samplesMs: number[] }[] };
    };
    negative.findings.samples[0]?.samplesMs.push(-1);
    expect(readMeasurementText(JSON.stringify(negative)).ok).toBe(false);
  });

  it("of a clock that steps by 100 µs is fitted, short blocks that read 0 included, and read back", () => {
    const exact = fakeMeasurement();
    const coarse: Measurement = {
      ...exact,
      findings: {
        ...exact.findings,
        probe: { ...probe, clockStepMs: 0.1 },
        references: [0, 0.1],
        samples: exact.findings.samples.map((one) => ({
          ...one,
          samplesMs: one.samplesMs.map((ms) => Math.floor(ms / 0.1) * 0.1),
        })),
      },
    };
    expect(coarse.findings.samples.some(({ samplesMs }) => samplesMs.includes(0))).toBe(true);
    const document = measurementDocument(measuredDevice(coarse));
    for (const { id, measuredMs, predictedMs, error } of document.result.parity) {
      expect(measuredMs, id).toBeGreaterThanOrEqual(0.05);
      expect(Number.isFinite(predictedMs) && Number.isFinite(error), id).toBe(true);
    }
    expect(Number.isFinite(document.result.driftPercent)).toBe(true);
    expect(document.result.validationErrorPercent).toBeLessThan(15);
    const read = readMeasurementText(JSON.stringify(document));
    expect(read.ok && read.value).toEqual(coarse);
  });
});

describe("comparing devices", () => {
  it("gives the ratio of equal cases and their geometric mean", () => {
    const one = measuredDevice(fakeMeasurement());
    const twice = measuredDevice(fakeMeasurement((timed) => 2 * deviceUs(timed)));
    const cases = compareDevices(one, twice);
    expect(cases.length).toBe(one.fit.parity.length);
    expect(meanRatio(cases)).toBeCloseTo(2, 6);
    expect(meanRatio([])).toBeNull();
  });

  it("leaves out blocks of other settings, even where an earlier file names them alike", () => {
    const measurement = fakeMeasurement();
    const { plan } = measurement;
    const narrower = {
      ...measurement,
      plan: {
        ...plan,
        cases: plan.cases.map((timed) =>
          timed.id.startsWith("fit/ffn/")
            ? { ...timed, block: { ...timed.block, parts: [{ ...ffnOf(timed.block.parts[0]) }] } }
            : timed,
        ),
      },
    };
    const cases = compareDevices(measuredDevice(measurement), measuredDevice(narrower));
    expect(cases.length).toBeGreaterThan(10);
    expect(cases.filter(({ id }) => id.startsWith("fit/ffn/"))).toEqual([]);
  });
});

describe("names of devices", () => {
  it("label software adapters", () => {
    const adapter = {
      vendor: "google",
      architecture: "swiftshader",
      description: "",
      software: true,
      halfPrecision: false,
      timestamps: true,
      subgroups: true,
      maxBufferSize: 1,
      maxStorageBufferBindingSize: 1,
    };
    const gpu = { kind: "webgpu", entry: "jspi", threads: 1 } as const;
    expect(deviceName(gpu, { ...probe, adapter }, smallPlan)).toBe(
      "google swiftshader, WebGPU, fp32 (software adapter)",
    );
    expect(deviceName({ kind: "wasm", entry: "wasm", threads: 2 }, probe, smallPlan)).toMatch(
      /2 threads, fp32/,
    );
  });
});

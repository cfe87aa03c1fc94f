import { gzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { buildDevice } from "@/lib/cli/profiles/buildProfiles";
import { shippedWorkloads } from "@/lib/cost/workloads";
import { findPreset } from "@/lib/design/presets";
import { knownDevices } from "@/lib/latency/dataSheet";
import { readDeviceProfile, writeDeviceProfile } from "@/lib/latency/deviceProfile";
import { shippedDevices } from "@/lib/latency/devices";
import type { EvaluationReport } from "@/lib/latency/evaluate/evaluationReport";
import { predictLatency } from "@/lib/latency/predictLatency";
import { sharedData } from "@/test/sharedData";
import { profileText, shippedProfile } from "./shippedProfile";

describe("shipped profiles", () => {
  it.each(shippedDevices.map(({ id }) => id))(
    "%s is readable, small, and carries its evaluation and notice",
    (id) => {
      const profile = shippedProfile(id);
      const listed = shippedDevices.find((device) => device.id === id)!;
      expect(profile.stacks.map((stack) => stack.id)).toEqual(listed.stacks.map((stack) => stack.id));
      expect(profile.defaultStack).toBe(listed.defaultStack);
      expect(profile.evaluation.length).toBeGreaterThan(0);
      expect(profile.provenance.sources.length).toBeGreaterThan(0);
      expect(profile.provenance.notice).toContain("licensed");
      expect(gzipSync(new TextEncoder().encode(profileText(id)), { level: 9 }).length).toBeLessThan(150_000);
    },
  );

  it.each(shippedDevices.map(({ id }) => id))(
    "%s covers 85 to 96 % of held-out kernels, every class at least 80 percent",
    (id) => {
      const { evaluation } = shippedProfile(id);
      const rows = evaluation.reduce((sum, row) => sum + row.rows, 0);
      const covered = evaluation.reduce((sum, row) => sum + row.rows * row.coveragePercent, 0) / rows;
      expect(covered).toBeGreaterThan(85);
      expect(covered).toBeLessThan(96);
      for (const { coveragePercent } of evaluation) expect(coveragePercent).toBeGreaterThanOrEqual(80);
    },
  );

  it("are those that the published evaluation judged", () => {
    const report = JSON.parse(profileText("evaluation")) as EvaluationReport;
    for (const { device, rows } of report.kernels)
      expect(rows.map(({ kernelClass, errorPercent }) => [kernelClass, errorPercent.toPrecision(4)])).toEqual(
        shippedProfile(device).evaluation.map(({ kernelClass, errorPercent }) => [
          kernelClass,
          errorPercent.toPrecision(4),
        ]),
      );
    const predicted = report.latency.rows.find(({ model }) => model === "Nemotron-Flash-1B");
    const now = predictLatency(
      findPreset("nemotron-flash-1b")!.design,
      shippedWorkloads.find(({ id }) => id === "paper-8k")!,
      shippedProfile("h100_sxm"),
    );
    expect(now.ok && now.value.latencyMs.value / 1000).toBeCloseTo(predicted!.predictedSeconds, 2);
  });

  it("come back from writing as they were", () => {
    const text = JSON.parse(profileText("h200_sxm"));
    expect(writeDeviceProfile(shippedProfile("h200_sxm"))).toEqual(text);
  });

  it("are refused with the path of the fault when damaged", () => {
    const good = JSON.parse(profileText("rtx_4090"));
    const problem = (json: unknown) => {
      const read = readDeviceProfile(json);
      return read.ok ? null : read.problems[0];
    };
    expect(problem({ ...good, schema: "other" })?.field).toBe("schema");
    expect(problem({ ...good, models: good.models.slice(1) })?.message).toContain("lacks gemm_bf16");
    expect(problem({ ...good, defaultStack: "none" })?.field).toBe("defaultStack");
    expect(problem(null)?.message).toContain("not a device profile");
  });
});

describe.skipIf(sharedData === null)("training on the measured data", () => {
  it("makes the same trees twice, bit for bit, and holds the accuracy of the 4090's layers", async () => {
    const device = knownDevices.find(({ id }) => id === "rtx_4090")!;
    const build = () => buildDevice(device, `${sharedData}/latency`, () => {});
    const [one, two] = [await build(), await build()];
    expect(JSON.stringify([...one.models.values()].map(({ code, roofline }) => ({ code, roofline })))).toBe(
      JSON.stringify([...two.models.values()].map(({ code, roofline }) => ({ code, roofline }))),
    );
    expect(one.evaluation.find(({ kernelClass }) => kernelClass === "gemm_bf16")?.errorPercent).toBeLessThan(
      8,
    );
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import type { Kernel } from "@/lib/design/kernel";
import { type DeviceProfile, readDeviceProfile, writeDeviceProfile } from "@/lib/latency/deviceProfile";
import { donorsFor } from "@/lib/latency/fit/donors";
import { type DeviceFit, fitDevice } from "@/lib/latency/fit/fitDevice";
import type { KernelRow } from "@/lib/latency/fit/kernelTable";
import { weighDonors } from "@/lib/latency/fit/weighDonors";
import { predictRow } from "@/lib/latency/predictRow";
import { shippedProfile } from "../shippedProfile";

/** A device nobody knows: every decode attention takes 1.7 times as long as on an H100, within two percent. */
function strangeRows(): { readonly seen: readonly KernelRow[]; readonly unseen: readonly KernelRow[] } {
  const h100 = shippedProfile("h100_sxm");
  const random = seededRandom(3);
  const choose = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const rowOf = (heads: number, kvHeads: number, headDim: number): KernelRow => {
    const kernel: Kernel = {
      op: "attention",
      phase: "decode",
      batch: choose([1, 2, 4, 8, 16, 32, 64]),
      tokens: 1,
      context: choose([127, 255, 1023, 2047, 4095, 8191, 16_383]),
      heads,
      kvHeads,
      headDim,
      window: null,
    };
    const row: KernelRow = { kernelClass: "decode_attention", kernel, implementation: "", latencyUs: 1 };
    const { predicted_us } = predictRow(h100, row);
    return { ...row, latencyUs: 1.7 * predicted_us * Math.exp(0.04 * (random() - 0.5)) };
  };
  const seen: KernelRow[] = [];
  for (let index = 0; index < 150; index++)
    seen.push(rowOf(choose([8, 16, 24, 32]), choose([2, 4, 8]), choose([64, 128])));
  const unseen = Array.from({ length: 200 }, () => rowOf(choose([12, 20]), choose([2, 4]), 128));
  return { seen, unseen };
}

function meanError(profile: DeviceProfile, rows: readonly KernelRow[]): number {
  const errors = rows.map((row) => Math.abs(predictRow(profile, row).predicted_us / row.latencyUs - 1));
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

describe("a device with few rows", () => {
  const lenders = ["h100_sxm", "l40s", "a100_sxm"].map(shippedProfile);
  const { seen, unseen } = strangeRows();
  const fitTo = (options: {
    readonly id: string;
    readonly lenders?: readonly DeviceProfile[];
  }): DeviceFit => {
    const fit = fitDevice(seen, { name: options.id, ...options });
    if (!fit.ok) throw new Error(fit.problems[0]?.message);
    return fit.value;
  };
  let alone: DeviceFit;
  let kindred: DeviceFit;
  beforeAll(() => {
    alone = fitTo({ id: "strange" });
    kindred = fitTo({ id: "strange", lenders });
  });

  it("is predicted better on unseen families when kindred devices lend what they know", () => {
    expect(meanError(kindred.profile, unseen)).toBeLessThan(0.6 * meanError(alone.profile, unseen));
    expect(meanError(kindred.profile, unseen)).toBeLessThan(0.06);
  });

  it("says from whom it borrowed, and carries their sources and notices", () => {
    expect(kindred.notes.join(" ")).toMatch(/Attention, decode: .* borrowed from NVIDIA H100/);
    expect(kindred.profile.provenance.sources.length).toBeGreaterThan(0);
    expect(kindred.profile.provenance.notice).toContain("Apache License");
    expect(alone.profile.provenance.sources).toEqual([]);
  });

  it("predicts the same after a round trip through its file", () => {
    const read = readDeviceProfile(JSON.parse(JSON.stringify(writeDeviceProfile(kindred.profile))));
    if (!read.ok) throw new Error(read.problems[0]?.message);
    for (const row of unseen.slice(0, 40)) {
      const before = predictRow(kindred.profile, row).predicted_us;
      expect(Math.abs(predictRow(read.value, row).predicted_us / before - 1)).toBeLessThan(1e-3);
    }
  });

  it("borrows nothing from itself", () => {
    const names = donorsFor("decode_attention", lenders, "h100_sxm").map(({ device }) => device);
    expect(names).toEqual([lenders[1]!.name, lenders[2]!.name]);
  });
});

describe("the weights of donors", () => {
  const random = seededRandom(8);
  const column = () => Float64Array.from({ length: 300 }, () => random() - 0.5);
  const [kin, stranger, flat] = [column(), column(), new Float64Array(300)];
  const targets = kin.map((value, row) => 0.3 + 0.8 * value + (row % 50 === 0 ? 2 : 0));

  it("find the kin through outliers, and leave a stranger out", () => {
    const { offset, donors } = weighDonors({ residuals: [kin, stranger], rooflines: [flat, flat] }, targets);
    expect(offset).toBeCloseTo(0.3, 1);
    expect(donors[0]!.weight).toBeCloseTo(0.8, 1);
    expect(donors[1]).toEqual({ weight: 0, rooflineWeight: 0 });
  });
});

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDeviceRows } from "@/lib/cli/profiles/buildProfiles";
import { knownDevices } from "@/lib/latency/dataSheet";
import type { KernelClass } from "@/lib/latency/kernel/kernelClass";
import { predictWithModel } from "@/lib/latency/kernel/kernelModel";
import { sheetModel } from "@/lib/latency/typedDevice";
import { sharedData } from "../../sharedData";

/** Rows of a class below which a share says little. */
const fewest = 100;

describe.skipIf(sharedData === null)("a device known by its data sheet alone", () => {
  it("keeps nine of ten measured kernels of the known devices within its band, class by class", async () => {
    const folder = join(sharedData ?? "", "latency");
    const inside = new Map<KernelClass, { within: number; rows: number }>();
    for (const { id, sheet } of knownDevices) {
      for (const [kernelClass, rows] of await readDeviceRows(id, folder)) {
        const model = sheetModel(kernelClass, sheet);
        const weights = kernelClass === "gemm_fp8" ? "fp8" : "bf16";
        const count = inside.get(kernelClass) ?? { within: 0, rows: 0 };
        for (const { kernel, latencyUs } of rows) {
          const { us } = predictWithModel(model, kernel, { weights, cache: "bf16", activations: "bf16" });
          count.rows += 1;
          if (Math.abs(Math.log(latencyUs / us)) <= model.band.small) count.within += 1;
        }
        inside.set(kernelClass, count);
      }
    }
    const short = [...inside].filter(([, { within, rows }]) => rows >= fewest && within < 0.9 * rows);
    expect(short).toEqual([]);
  });
});

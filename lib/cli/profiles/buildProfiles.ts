import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type KnownDevice, knownDevices } from "../../latency/dataSheet";
import type {
  DeviceProfile,
  EvaluationRow,
  ProfileDocument,
  TrainedModel,
} from "../../latency/deviceProfile";
import { writeDeviceProfile } from "../../latency/deviceProfile";
import { shippedStacks } from "../../latency/devices";
import { buildModel } from "../../latency/fit/buildModel";
import type { KernelRow } from "../../latency/fit/kernelTable";
import { transferModel } from "../../latency/fit/transferModel";
import { type KernelClass, kernelClasses } from "../../latency/kernel/kernelClass";
import { defaultReserveBytes, sheetModel } from "../../latency/typedDevice";
import { kernelSources, origins } from "./kernelSources";
import { readOriginTable } from "./originTables";

/** Devices whose fit stands in for a class that was not measured, best first. */
const donors: { readonly [C in KernelClass]?: readonly string[] } = {
  conv_prefill: ["h100_sxm"],
  conv_decode: ["h100_sxm"],
  delta_prefill: ["h100_sxm"],
  delta_decode: ["h100_sxm"],
  kda_prefill: ["h100_sxm"],
  kda_decode: ["h100_sxm"],
  ssd_prefill: ["b200_sxm", "h100_sxm"],
  elementwise: ["h100_sxm"],
  embedding: ["h100_sxm"],
  sampling: ["rtx_4090"],
  moe: ["h100_sxm"],
};

/** A device's trained models and what was found about them. */
export interface BuiltDevice {
  readonly device: KnownDevice;
  readonly models: ReadonlyMap<KernelClass, TrainedModel>;
  readonly evaluation: readonly EvaluationRow[];
}

/** Measured kernels of a device by class, read from the shared data. */
export async function readDeviceRows(
  deviceId: string,
  folder: string,
): Promise<ReadonlyMap<KernelClass, readonly KernelRow[]>> {
  const byClass = new Map<KernelClass, KernelRow[]>();
  for (const source of kernelSources[deviceId] ?? []) {
    const text = await readFile(join(folder, source.file), "utf8");
    for (const row of readOriginTable(source, text)) {
      const rows = byClass.get(row.kernelClass);
      if (rows === undefined) byClass.set(row.kernelClass, [row]);
      else rows.push(row);
    }
  }
  return byClass;
}

/** Trains every measured class of a device. */
export async function buildDevice(
  device: KnownDevice,
  folder: string,
  say: (line: string) => void,
): Promise<BuiltDevice> {
  const models = new Map<KernelClass, TrainedModel>();
  const evaluation: EvaluationRow[] = [];
  const byClass = await readDeviceRows(device.id, folder);
  for (const kernelClass of kernelClasses) {
    const rows = byClass.get(kernelClass);
    if (rows === undefined) continue;
    const built = buildModel(kernelClass, rows, device.sheet, `Measured: ${rows.length} kernels.`);
    models.set(kernelClass, built.model);
    if (built.evaluation === null) continue;
    evaluation.push(built.evaluation);
    const { errorPercent, coveragePercent } = built.evaluation;
    say(`${device.id} ${kernelClass}: ${errorPercent.toFixed(2)} %, covered ${coveragePercent.toFixed(0)} %`);
  }
  return { device, models, evaluation };
}

/** Completes a device with classes measured elsewhere, so that every profile predicts every kernel. */
export function completeModels(
  built: BuiltDevice,
  all: readonly BuiltDevice[],
): ReadonlyMap<KernelClass, TrainedModel> {
  const models = new Map<KernelClass, TrainedModel>();
  for (const kernelClass of kernelClasses)
    models.set(kernelClass, built.models.get(kernelClass) ?? borrowed(kernelClass, built.device, all));
  return models;
}

function borrowed(kernelClass: KernelClass, device: KnownDevice, all: readonly BuiltDevice[]): TrainedModel {
  for (const id of donors[kernelClass] ?? []) {
    const donor = all.find((candidate) => candidate.device.id === id);
    const model = donor?.models.get(kernelClass);
    if (donor === undefined || model === undefined) continue;
    return transferModel(model, donor.device.name, donor.device.sheet, device.sheet);
  }
  return { ...sheetModel(kernelClass, device.sheet), trees: null };
}

/** Builds every shipped profile from the folder of measured latencies. */
export async function buildProfiles(
  folder: string,
  stacksFor: (
    profile: Omit<DeviceProfile, "models" | "stacks">,
    models: ReadonlyMap<KernelClass, TrainedModel>,
  ) => DeviceProfile["stacks"],
  say: (line: string) => void,
): Promise<readonly ProfileDocument[]> {
  const built: BuiltDevice[] = [];
  for (const device of knownDevices) built.push(await buildDevice(device, folder, say));
  return built.map((one) => {
    const { id, name, sheet } = one.device;
    const models = completeModels(one, built);
    const used = new Set((kernelSources[id] ?? []).map(({ origin }) => origin));
    const profile = {
      id,
      name,
      sheet,
      reserveBytes: defaultReserveBytes,
      defaultStack: shippedStacks(id)[0]!,
      evaluation: one.evaluation,
      provenance: {
        note: "Fitted to kernel times others measured and published; rooflines and trees are this project's. Changes: fitted, not copied.",
        sources: [...used].map((origin) => origins[origin]),
        notice:
          "Contains parameters fitted to data Copyright NVIDIA CORPORATION & AFFILIATES, licensed under the Apache License, Version 2.0, and to MIT-licensed measurements, as listed under sources.",
      },
    };
    return writeDeviceProfile({ ...profile, stacks: stacksFor(profile, models) }, [...models.values()]);
  });
}

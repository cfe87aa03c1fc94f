import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type KnownDevice, knownDevices } from "../../latency/dataSheet";
import type { DeviceProfile, EvaluationRow, ProfileDocument } from "../../latency/deviceProfile";
import { writeDeviceProfile } from "../../latency/deviceProfile";
import { shippedStacks } from "../../latency/devices";
import { buildModel } from "../../latency/fit/buildModel";
import type { KernelRow } from "../../latency/fit/kernelTable";
import { transferModel } from "../../latency/fit/transferModel";
import { type KernelClass, kernelClasses } from "../../latency/kernel/kernelClass";
import type { KernelModel } from "../../latency/kernel/kernelModel";
import { kernelsStack } from "../../latency/runtimeStack";
import { defaultReserveBytes, sheetModel } from "../../latency/typedDevice";
import { type KernelSource, kernelSources, origins } from "./kernelSources";
import { readOriginTable } from "./originTables";
import { shippedRuntimeStacks } from "./shippedRuntimeStacks";

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
  readonly models: ReadonlyMap<KernelClass, KernelModel>;
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
  const models = new Map<KernelClass, KernelModel>();
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
export function completeModels(built: BuiltDevice, all: readonly BuiltDevice[]): DeviceProfile["models"] {
  return Object.fromEntries(
    kernelClasses.map((kernelClass) => [
      kernelClass,
      built.models.get(kernelClass) ?? borrowed(kernelClass, built.device, all),
    ]),
  ) as Record<KernelClass, KernelModel>;
}

function borrowed(kernelClass: KernelClass, device: KnownDevice, all: readonly BuiltDevice[]): KernelModel {
  for (const id of donors[kernelClass] ?? []) {
    const donor = all.find((candidate) => candidate.device.id === id);
    const model = donor?.models.get(kernelClass);
    if (donor === undefined || model === undefined) continue;
    return transferModel(model, donor.device.name, donor.device.sheet, device.sheet);
  }
  return sheetModel(kernelClass, device.sheet);
}

/** Builds every shipped profile from the folder of measured latencies. */
export async function buildProfiles(
  folder: string,
  say: (line: string) => void,
): Promise<readonly ProfileDocument[]> {
  const built: BuiltDevice[] = [];
  for (const device of knownDevices) built.push(await buildDevice(device, folder, say));
  const profiles = built.map((one) => kernelProfile(one, built));
  const stacks = await shippedRuntimeStacks(profiles, folder, say);
  return profiles.map((profile) =>
    writeDeviceProfile({
      ...profile,
      stacks: shippedStacks(profile.id).map((id) => stacks(profile.id, id)),
      defaultStack: shippedStacks(profile.id)[0]!,
    }),
  );
}

/** A device's profile with no runtime but the sum of kernels. */
function kernelProfile(one: BuiltDevice, all: readonly BuiltDevice[]): DeviceProfile {
  const { id, name, sheet } = one.device;
  const used = new Set((kernelSources[id] ?? []).map(({ origin }) => origin));
  return {
    id,
    name,
    sheet,
    reserveBytes: defaultReserveBytes,
    models: completeModels(one, all),
    stacks: [kernelsStack],
    defaultStack: kernelsStack.id,
    evaluation: one.evaluation,
    provenance: {
      note: "Fitted to kernel times that others measured and published. Changes: rooflines and trees fitted to them; no measurement is copied.",
      sources: [...used].map((origin) => origins[origin]),
      notice: noticeFor(used),
    },
  };
}

/** The attributions that the licences of the origins ask for. */
function noticeFor(used: ReadonlySet<KernelSource["origin"]>): string {
  const notices: string[] = [];
  if (used.has("aiconfigurator"))
    notices.push(
      "Contains parameters fitted to data Copyright NVIDIA CORPORATION & AFFILIATES, licensed under the Apache License, Version 2.0 (http://www.apache.org/licenses/LICENSE-2.0).",
    );
  if (used.has("vidur") || used.has("llmservingsim"))
    notices.push(
      "Contains parameters fitted to measurements licensed under the MIT License, as listed under sources.",
    );
  return notices.join(" ");
}

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { nearestWord } from "../base/nearest";
import { fail, type Result } from "../base/result";
import { type DeviceProfile, readDeviceProfile } from "../latency/deviceProfile";
import { profilePath, shippedDevices } from "../latency/devices";
import { readJsonFile } from "./jsonFile";

/** Reads the profile a `--device` option names: a shipped id or a path to a profile file. */
export async function loadProfile(device: string): Promise<Result<DeviceProfile>> {
  const shipped = shippedDevices.some(({ id }) => id === device);
  if (!shipped && !existsSync(device)) {
    const near = nearestWord(
      device,
      shippedDevices.map(({ id }) => id),
    );
    return fail({
      field: "--device",
      message: `There is no device and no file ${device}.`,
      mend: near === null ? "The devices command lists the shipped ids." : `Did you mean ${near}?`,
    });
  }
  const json = await readJsonFile(shipped ? shippedFile(device) : device);
  return json.ok ? readDeviceProfile(json.value) : json;
}

function shippedFile(device: string): string {
  return fileURLToPath(new URL(`../../public/${profilePath(device)}`, import.meta.url));
}

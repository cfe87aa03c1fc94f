import { downloadJson } from "@/components/ui/downloadFile";
import { type DeviceProfile, writeDeviceProfile } from "@/lib/latency/deviceProfile";

/** Saves a profile as a file that this page, `predict --device` and `search --device` read. */
export function exportProfile(profile: DeviceProfile): void {
  const text = `${JSON.stringify(writeDeviceProfile(profile), null, 1)}\n`;
  const name = profile.name.replaceAll(/[^\w.]+/g, "-").replaceAll(/^-+|-+$/g, "");
  downloadJson(`${name || "device"}.profile.json`, text);
}

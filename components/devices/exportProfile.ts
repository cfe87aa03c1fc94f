import { type DeviceProfile, writeDeviceProfile } from "@/lib/latency/deviceProfile";

/** Saves a profile as a file that this page, `predict --device` and `search --device` read. */
export function exportProfile(profile: DeviceProfile): void {
  const text = `${JSON.stringify(writeDeviceProfile(profile), null, 1)}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const name = profile.name.replaceAll(/[^\w.]+/g, "-").replaceAll(/^-+|-+$/g, "");
  Object.assign(document.createElement("a"), {
    href: url,
    download: `${name || "device"}.profile.json`,
  }).click();
  URL.revokeObjectURL(url);
}

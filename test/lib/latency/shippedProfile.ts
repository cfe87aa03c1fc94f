import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type DeviceProfile, readDeviceProfile } from "@/lib/latency/deviceProfile";

/** The text of a shipped profile's file. */
export function profileText(id: string): string {
  return readFileSync(fileURLToPath(new URL(`../../../public/profiles/${id}.json`, import.meta.url)), "utf8");
}

/** A shipped profile, read as the app reads it. */
export function shippedProfile(id: string): DeviceProfile {
  const read = readDeviceProfile(JSON.parse(profileText(id)));
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return read.value;
}

import { useEffect } from "react";
import { useStore } from "zustand";
import { fail, type Result } from "@/lib/base/result";
import { type DeviceProfile, readDeviceProfile } from "@/lib/latency/deviceProfile";
import { profilePath } from "@/lib/latency/devices";
import { createProfiles, type ProfileState, profileOf } from "@/lib/store/profiles";

/** The page's one store of device profiles. */
export const profiles = createProfiles(loadProfile);

/** The profile of a device; asking for it loads it. */
export function useProfile(deviceId: string): ProfileState {
  useEffect(() => profiles.getState().want(deviceId), [deviceId]);
  return useStore(profiles, (state) => profileOf(state, deviceId));
}

async function loadProfile(id: string): Promise<Result<DeviceProfile>> {
  const unreachable = (reason: string) =>
    fail({
      field: id,
      message: `The profile of this device cannot be loaded (${reason}).`,
      mend: "Check the connection, then choose the device again.",
    });
  try {
    const response = await fetch(`${process.env.NEXT_PUBLIC_BASE ?? ""}/${profilePath(id)}`);
    return response.ok ? readDeviceProfile(await response.json()) : unreachable(`status ${response.status}`);
  } catch {
    return unreachable("no connection");
  }
}

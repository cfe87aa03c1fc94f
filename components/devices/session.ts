import { useEffect } from "react";
import { useStore } from "zustand";
import { profilePath, shippedDevices } from "@/lib/latency/devices";
import {
  createDeviceShelf,
  type DeviceShelfState,
  type ProfileState,
  profileOf,
} from "@/lib/store/deviceShelf";

/** The site's root, also below a sub-path of a static host. */
const base = process.env.NEXT_PUBLIC_BASE ?? "";

async function fetchJson(path: string): Promise<unknown> {
  const response = await fetch(`${base}/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** The files of all shipped profiles, for fits that borrow from them; those that cannot be had are left out. */
export async function shippedProfileFiles(): Promise<readonly unknown[]> {
  const files = await Promise.allSettled(shippedDevices.map(({ id }) => fetchJson(profilePath(id))));
  return files.flatMap((file) => (file.status === "fulfilled" ? [file.value] : []));
}

let ownDevicesRead: () => void = () => {};
const ownRead = new Promise<void>((resolve) => {
  ownDevicesRead = resolve;
});

/** The page's one device shelf. */
export const deviceShelf = createDeviceShelf(fetchJson, ownRead);

/** Called once the user's own devices are on the shelf: one that is missing now is not on this machine. */
export const ownDevicesAreRead = (): void => ownDevicesRead();

/** Reads the shelf; the component renders again when what it selects changes. */
export function useDeviceShelf<T>(selector: (state: DeviceShelfState) => T): T {
  return useStore(deviceShelf, selector);
}

/** The profile of a device; asking for it loads it. */
export function useProfile(deviceId: string): ProfileState {
  useEffect(() => {
    void deviceShelf.getState().request(deviceId);
  }, [deviceId]);
  return useDeviceShelf((state) => profileOf(state, deviceId));
}

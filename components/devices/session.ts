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

/** A promise with the call that settles it; later calls do nothing. */
function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

const ownRead = signal();
const measuredRead = signal();

/** The page's one device shelf. A device that is missing when both kinds of own ones are read is not on this machine. */
export const deviceShelf = createDeviceShelf(
  fetchJson,
  Promise.all([ownRead.given, measuredRead.given]).then(() => {}),
);

/** Called once the user's typed and fitted devices are on the shelf. */
export const ownDevicesAreRead = (): void => ownRead.give();

/** Called once the measured devices that storage holds are fitted and on the shelf. */
export const measuredDevicesAreRead = (): void => measuredRead.give();

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

import { useStore } from "zustand";
import { commands, workbench } from "@/components/shell/session";
import type { KeptDevice } from "@/lib/store/ownDevice";
import { createOwnDevices, type OwnDevicesState, openDeviceDatabase } from "@/lib/store/ownDevices";
import { deviceShelf, ownDevicesAreRead } from "./session";

/** The user's typed and fitted devices; opened in the browser only. */
export const ownDevices = createOwnDevices(() =>
  typeof indexedDB === "undefined"
    ? Promise.reject(new Error("This browser has no IndexedDB."))
    : openDeviceDatabase(),
);

/** Reads the user's devices; the component renders again when what it selects changes. */
export function useOwnDevices<T>(selector: (state: OwnDevicesState) => T): T {
  return useStore(ownDevices, selector);
}

/** Puts the user's devices on the shelf, and takes deleted ones off. */
function shelve(devices: readonly KeptDevice[], before: readonly KeptDevice[]): void {
  const shelf = deviceShelf.getState();
  const present = new Set(devices.map(({ device }) => device.id));
  for (const { device } of before) if (!present.has(device.id)) shelf.remove(device.id);
  const known = new Set(before);
  for (const kept of devices) if (!known.has(kept)) shelf.keep(kept.profile, kept.device.kind);
}

ownDevices.subscribe((state, before) => {
  if (state.devices !== before.devices) shelve(state.devices, before.devices);
  if (state.opened && !before.opened) ownDevicesAreRead();
});
shelve(ownDevices.getState().devices, []);

/** Names that are taken, but for the device that is being edited. */
export function takenNames(exceptId: string | null = null): readonly string[] {
  return deviceShelf
    .getState()
    .devices.filter(({ id }) => id !== exceptId)
    .map(({ name }) => name);
}

/** Predicts on a device from now on, with the runtime stack that is usual on it. */
export function predictOn({ id, name }: { readonly id: string; readonly name: string }): void {
  commands.edit(`Predict on ${name}`, (document) => ({ ...document, deviceId: id, stackId: null }));
}

/** Deletes an own device, with a way back; a document that used it goes to the first device of the shelf. */
export async function deleteDevice({ device, profile }: KeptDevice): Promise<void> {
  const { deviceId, stackId } = workbench.getState().document;
  const [first] = deviceShelf.getState().devices;
  const inUse = deviceId === device.id;
  if (inUse && first !== undefined) predictOn(first);
  const bringBack = await ownDevices.getState().remove(device.id);
  commands.notify({
    kind: "notice",
    title: `Deleted ${profile.name}${inUse && first !== undefined ? `. Predictions are now for ${first.name}` : ""}`,
    action: {
      label: "Bring it back",
      perform: () => {
        void bringBack();
        if (inUse)
          commands.edit(`Predict on ${profile.name}`, (document) => ({ ...document, deviceId, stackId }));
      },
    },
  });
}

"use client";

import { useEffect } from "react";
import { commands, useWorkbench } from "@/components/shell/session";
import { Select } from "@/components/ui/Select";
import { profileOf } from "@/lib/store/deviceShelf";
import { measuredDevicesAreRead, ownDevicesAreRead, useDeviceShelf } from "./session";

/** The device the design is predicted on: shipped profiles first, then the user's own. */
export function DeviceSelect() {
  const chosen = useWorkbench((state) => state.document.deviceId);
  const devices = useDeviceShelf((state) => state.devices);
  // Own devices come from the browser's database, whose code the first paint does not wait for.
  useEffect(() => {
    import("./ownDevicesSession").catch(ownDevicesAreRead);
    import("@/components/measure/measurementsSession").catch(measuredDevicesAreRead);
  }, []);
  const own = devices.filter(({ origin }) => origin !== "shipped");
  const isMissing = useDeviceShelf((state) => profileOf(state, chosen).kind === "failed");
  const isKnown = devices.some(({ id }) => id === chosen);
  return (
    <Select
      label="Device"
      data-testid="device-select"
      className="condition w-36"
      value={chosen}
      onChange={(event) => {
        const device = devices.find(({ id }) => id === event.target.value);
        if (device === undefined) return;
        commands.edit(`Predict on ${device.name}`, (document) => ({
          ...document,
          deviceId: device.id,
          stackId: null,
        }));
      }}
    >
      {devices
        .filter(({ origin }) => origin === "shipped")
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      {own.length > 0 && (
        <optgroup label="Your own">
          {own.map(({ id, name, origin }) => (
            <option key={id} value={id}>
              {name} ({origin})
            </option>
          ))}
        </optgroup>
      )}
      {!isKnown && (
        <option value={chosen}>{isMissing ? `${chosen} (not on this machine)` : "Your device"}</option>
      )}
    </Select>
  );
}

"use client";

import type { Unit } from "@/lib/base/estimate";
import { figureText } from "@/lib/base/figure";
import { knownDevices } from "@/lib/latency/dataSheet";
import type { DeviceProfile } from "@/lib/latency/deviceProfile";
import type { DeviceOrigin, DeviceShelfState, ShelfDevice } from "@/lib/store/deviceShelf";
import { useDeviceShelf } from "./session";

/** What the origins of devices are called in a table. */
export const originWords: { readonly [O in DeviceOrigin]: string } = {
  shipped: "shipped",
  typed: "typed in",
  fitted: "fitted",
  measured: "measured here",
};

interface DeviceTableProps {
  readonly openId: string | null;
  readonly inUse: string;
  readonly onOpen: (id: string) => void;
}

/** Every device the page knows, by its data sheet. */
export function DeviceTable({ openId, inUse, onOpen }: DeviceTableProps) {
  const devices = useDeviceShelf((state) => state.devices);
  return (
    <div className="overflow-x-auto">
      <table className="tabular w-full text-right" aria-label="Devices">
        <thead className="text-xs text-ink-muted">
          <tr>
            <th className="text-left font-normal">Device</th>
            <th className="pl-3 font-normal">Memory</th>
            <th className="pl-3 font-normal">Bandwidth</th>
            <th className="pl-3 font-normal">Peak, bf16</th>
            <th className="pl-3 font-normal max-[500px]:hidden">fp8</th>
          </tr>
        </thead>
        <tbody>
          {devices.map((device) => (
            <DeviceRow
              key={device.id}
              device={device}
              open={device.id === openId}
              inUse={device.id === inUse}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DeviceRowProps {
  readonly device: ShelfDevice;
  readonly open: boolean;
  readonly inUse: boolean;
  readonly onOpen: (id: string) => void;
}

function DeviceRow({ device, open, inUse, onOpen }: DeviceRowProps) {
  const described = useDeviceShelf((state) => describedBy(state, device.id));
  const sheet = described?.sheet ?? null;
  const rate = (figure: "bandwidth" | "peakBf16", unit: Unit) => {
    if (sheet === null) return "";
    return described?.assumedFigures?.includes(figure) ? "not known" : `${figureText(sheet[figure], unit)}/s`;
  };
  return (
    <tr
      data-testid="device"
      data-id={device.id}
      data-origin={device.origin}
      className={`border-t border-line ${open ? "bg-sunken" : ""}`}
    >
      <th scope="row" className="py-0.5 text-left font-normal">
        <button
          type="button"
          aria-pressed={open}
          className="block w-full rounded-[4px] px-1 py-0.5 text-left hover:bg-sunken aria-pressed:font-semibold"
          onClick={() => onOpen(device.id)}
        >
          {device.name}
          <span className="block text-xs font-normal text-ink-muted">
            {originWords[device.origin]}
            {" · "}
            {device.stacks.length} {device.stacks.length === 1 ? "stack" : "stacks"}
            {inUse && <span className="text-accent"> · in use</span>}
          </span>
        </button>
      </th>
      <td className="pl-3 whitespace-nowrap">
        {figureText(device.memoryBytes, "B")}
        {described?.memoryAssumed && <span className="block text-xs text-ink-muted">assumed</span>}
      </td>
      <td className="pl-3 whitespace-nowrap">{rate("bandwidth", "B")}</td>
      <td className="pl-3 whitespace-nowrap">{rate("peakBf16", "FLOP")}</td>
      <td className="pl-3 whitespace-nowrap max-[500px]:hidden">
        {sheet === null ? "" : sheet.peakFp8 === null ? "none" : `${figureText(sheet.peakFp8, "FLOP")}/s`}
      </td>
    </tr>
  );
}

/** A data sheet with what is assumed in it. */
type Described = Pick<DeviceProfile, "sheet" | "memoryAssumed" | "assumedFigures">;

/** Shipped devices' sheets are known before their profiles are loaded. */
function describedBy({ profiles }: DeviceShelfState, id: string): Described | null {
  const profile = profiles[id];
  if (profile?.kind === "ready") return profile.profile;
  return knownDevices.find((device) => device.id === id) ?? null;
}

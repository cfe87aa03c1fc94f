"use client";

import { commands, useWorkbench } from "@/components/shell/session";
import { Select } from "@/components/ui/Select";
import { stackOf } from "@/lib/store/predictions";
import { workloadOf } from "@/lib/store/workbenchDocument";
import { useDeviceShelf, useProfile } from "./session";

/** The runtime stack: the same device differs two- to threefold between runtimes. */
export function StackSelect() {
  const deviceId = useWorkbench((state) => state.document.deviceId);
  const stackId = useWorkbench((state) => state.document.stackId);
  const device = useDeviceShelf((state) => state.devices.find(({ id }) => id === deviceId));
  const profile = useProfile(deviceId);
  const workload = useWorkbench((state) => workloadOf(state.document));
  if (device === undefined) return null;
  const chosen =
    profile.kind === "ready" ? stackOf(profile.profile, stackId, workload) : (stackId ?? device.defaultStack);
  return (
    <Select
      label="Runtime stack"
      data-testid="stack-select"
      className="condition w-32"
      value={chosen}
      onChange={(event) => {
        const stack = device.stacks.find(({ id }) => id === event.target.value);
        if (stack === undefined) return;
        commands.edit(`Run on ${stack.name}`, (document) => ({ ...document, stackId: stack.id }));
      }}
    >
      {device.stacks.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

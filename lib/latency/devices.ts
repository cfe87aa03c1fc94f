import { knownDevices } from "./dataSheet";

/** A device as menus list it; its profile is read when it is chosen. */
export interface DeviceSummary {
  readonly id: string;
  readonly name: string;
  readonly memoryBytes: number;
  readonly stacks: readonly { readonly id: string; readonly name: string }[];
  readonly defaultStack: string;
}

/** Names of runtime stacks by id. */
export const stackNames = {
  kernels: "Sum of kernels",
  paper: "Paper's runtime (CUDA graph)",
  "cuda-graph": "CUDA-graph engine",
  eager: "Eager PyTorch",
} as const;

export type ShippedStack = keyof typeof stackNames;

/** Stacks each device's profile holds, the default first. Whole-model timings exist for Hopper (and the paper's GPUs) only. */
const stacksOf: Readonly<Record<string, readonly ShippedStack[]>> = {
  h100_sxm: ["paper", "cuda-graph", "eager", "kernels"],
  h200_sxm: ["cuda-graph", "eager", "kernels"],
  a100_sxm: ["paper", "kernels"],
};

/** The stacks of a shipped device, the default first. */
export function shippedStacks(device: string): readonly ShippedStack[] {
  return stacksOf[device] ?? ["kernels"];
}

/** Devices that ship with a profile, `public/profiles/ID.json`. */
export const shippedDevices: readonly DeviceSummary[] = knownDevices.map(({ id, name, sheet }) => {
  const stacks = shippedStacks(id);
  return {
    id,
    name,
    memoryBytes: sheet.memoryBytes,
    stacks: stacks.map((stack) => ({ id: stack, name: stackNames[stack] })),
    defaultStack: stacks[0]!,
  };
});

/** Path of a shipped profile under the site's root. */
export function profilePath(deviceId: string): string {
  return `profiles/${deviceId}.json`;
}

import type { CommandTable } from "./dispatch";

/** Every command by name, one file each. */
export const commandTable: CommandTable = {
  presets: async () => (await import("./commands/presets")).presetsCommand,
  devices: async () => (await import("./commands/devices")).devicesCommand,
  predict: async () => (await import("./commands/predict")).predictCommand,
  "predict-kernels": async () => (await import("./commands/predictKernels")).predictKernelsCommand,
  "fit-kernels": async () => (await import("./commands/fitKernels")).fitKernelsCommand,
  "fit-e2e": async () => (await import("./commands/fitE2e")).fitE2eCommand,
  workloads: async () => (await import("./commands/workloads")).workloadsCommand,
  describe: async () => (await import("./commands/describe")).describeCommand,
  quality: async () => (await import("./commands/quality")).qualityCommand,
  search: async () => (await import("./commands/search")).searchCommand,
  frontier: async () => (await import("./commands/frontier")).frontierCommand,
  targets: async () => (await import("./commands/targets")).targetsCommand,
  export: async () => (await import("./commands/exportDesign")).exportCommand,
  import: async () => (await import("./commands/importConfig")).importCommand,
};

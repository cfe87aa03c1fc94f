import { defaultStackFor, predictLatency } from "../../latency/predictLatency";
import { predictQuality } from "../../quality/predictQuality";
import { type Command, done, failed, textOption, usageError } from "../command";
import { designOptions, readDesignArgument } from "../designArgument";
import { loadProfile } from "../loadProfile";
import { readWorkloadArgument } from "../workloadArgument";

/** Predicts latency, throughput, memory and quality of a design for a workload on a device. */
export const predictCommand: Command = {
  usage: "DESIGN --device ID|profile.json --workload ID|FILE [--stack ID] [--hidden N]",
  summary: "Predicts latency, throughput, memory and quality of a design, with intervals.",
  options: {
    ...designOptions,
    device: { type: "string" },
    workload: { type: "string" },
    stack: { type: "string" },
  },
  async run(args) {
    const [argument, ...more] = args.words;
    if (argument === undefined || more.length > 0) return usageError("predict takes one DESIGN.");
    const device = textOption(args, "device");
    const workloadName = textOption(args, "workload");
    if (device === undefined || workloadName === undefined)
      return usageError("predict needs --device and --workload.");
    const read = await readDesignArgument(argument, args);
    if (!read.ok) return failed(read);
    const workload = await readWorkloadArgument(workloadName);
    if (!workload.ok) return failed(workload);
    const profile = await loadProfile(device);
    if (!profile.ok) return failed(profile);
    const stack = textOption(args, "stack") ?? defaultStackFor(profile.value, workload.value);
    const { design, assumed } = read.value;
    const latency = predictLatency(design, workload.value, profile.value, stack);
    if (!latency.ok) return failed(latency);
    const quality = predictQuality(design);
    return done({
      name: design.name,
      device: profile.value.id,
      stack,
      workload: workload.value.id,
      ...latency.value,
      quality: quality.ok ? { loss: quality.value.loss, cr6: quality.value.cr6 } : null,
      ...(!quality.ok && { qualityProblems: quality.problems }),
      ...(assumed.length > 0 && { assumed }),
    });
  },
};

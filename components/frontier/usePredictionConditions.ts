import { useProfile } from "@/components/devices/session";
import { useWorkbench } from "@/components/shell/session";
import { stackOf } from "@/lib/store/predictions";
import { workloadOf } from "@/lib/store/workbenchDocument";

/** What predictions hold for, in words: workload, device and runtime stack, as far as the device is loaded. */
export function usePredictionConditions(): string {
  const state = useProfile(useWorkbench(({ document }) => document.deviceId));
  const stackId = useWorkbench(({ document }) => document.stackId);
  const workload = useWorkbench(({ document }) => workloadOf(document));
  if (state.kind !== "ready") return workload.name;
  const { profile } = state;
  const used = stackOf(profile, stackId, workload);
  const stack = profile.stacks.find(({ id }) => id === used)?.name ?? used;
  return `${workload.name} on ${profile.name}, ${stack}`;
}

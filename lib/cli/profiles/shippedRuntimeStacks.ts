import { kernelsStack, type RuntimeStack } from "../../latency/runtimeStack";

/** The runtime stacks of a device's profile, default first. */
export function shippedRuntimeStacks(): readonly RuntimeStack[] {
  return [kernelsStack];
}

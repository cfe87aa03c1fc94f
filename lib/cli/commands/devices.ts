import { shippedDevices } from "../../latency/devices";
import { type Command, done, usageError } from "../command";

/** Lists the devices that ship with a profile, and their runtime stacks. */
export const devicesCommand: Command = {
  usage: "",
  summary: "Lists the devices and their runtime stacks.",
  options: {},
  run: ({ words }) => (words.length > 0 ? usageError("devices takes no arguments.") : done(shippedDevices)),
};

import { shippedWorkloads } from "../../cost/workloads";
import { type Command, done, usageError } from "../command";

/** Lists the shipped workloads; a workload file has the fields of one entry. */
export const workloadsCommand: Command = {
  usage: "",
  summary: "Lists the workloads.",
  options: {},
  run: ({ words }) =>
    words.length > 0 ? usageError("workloads takes no arguments.") : done(shippedWorkloads),
};

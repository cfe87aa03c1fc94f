import { join } from "node:path";
import { fileExists } from "../jsonFile";

/** The folder of measured latencies: the given one, or its `latency` where the folder of all data was given. */
export async function latencyFolder(folder: string): Promise<string> {
  const inner = join(folder, "latency");
  return (await fileExists(inner)) ? inner : folder;
}

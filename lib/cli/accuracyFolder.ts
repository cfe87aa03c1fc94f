import { existsSync } from "node:fs";
import { join } from "node:path";

/** The folder of measured quality: the one named, or its `accuracy` when all measured data are named. */
export function accuracyFolder(named: string): string {
  const inside = join(named, "accuracy");
  return existsSync(inside) ? inside : named;
}

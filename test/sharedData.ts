import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../shared/data", import.meta.url));

/**
 * The folder of measured data beside the project, or null where it is absent. Tests that need it use
 * `describe.skipIf(sharedData === null)`, so that a run without it shows them as skipped.
 */
export const sharedData: string | null = existsSync(folder) ? folder : null;

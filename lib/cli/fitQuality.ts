import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { fitQuality } from "../quality/fit/fitQuality";

/** Refits the quality model: `npm run fit:quality -- --data DIR`, where DIR is the folder of measured quality. */
const { values } = parseArgs({ options: { data: { type: "string" }, out: { type: "string" } } });
const folder = values.data;
if (folder === undefined) {
  process.stderr.write(
    "error: fit:quality needs --data DIR, the folder with gemstones_depth_width_loss.csv\n",
  );
  process.exit(2);
}

const out = values.out ?? fileURLToPath(new URL("../quality/backbone.fitted.json", import.meta.url));
try {
  const read = (name: string) => readFile(join(folder, name), "utf8");
  const fitted = fitQuality(
    await read("gemstones_depth_width_loss.csv"),
    await read("gemstones_evals_and_loss.csv"),
  );
  await writeFile(out, `${JSON.stringify(fitted)}\n`);
  const { DK, DWK } = fitted.forms;
  process.stdout.write(
    `${JSON.stringify({ out, points: fitted.points, shapes: fitted.shapes, DK: DK.coefficients, DWK: DWK.coefficients, accuracyMap: fitted.accuracyMap }, null, 2)}\n`,
  );
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

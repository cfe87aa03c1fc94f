import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { fitQuality } from "../quality/fit/fitQuality";
import { fitShippedOffsets } from "../quality/fit/fitShippedOffsets";
import { accuracyFolder } from "./accuracyFolder";

/**
 * Refits the quality model: `npm run fit:quality -- --data DIR`, where DIR is the folder of measured
 * quality; `--out DIR` writes the coefficients elsewhere than into the model.
 */
const { values } = parseArgs({ options: { data: { type: "string" }, out: { type: "string" } } });
if (values.data === undefined) {
  process.stderr.write(
    "error: fit:quality needs --data DIR, the folder with gemstones_depth_width_loss.csv\n",
  );
  process.exit(2);
}

const folder = accuracyFolder(values.data);
const out = values.out ?? fileURLToPath(new URL("../quality", import.meta.url));
try {
  const read = (name: string) => readFile(join(folder, name), "utf8");
  const fitted = fitQuality(
    await read("gemstones_depth_width_loss.csv"),
    await read("gemstones_evals_and_loss.csv"),
  );
  const offsets = fitShippedOffsets(await read("operators_hybrids.csv"));
  await writeFile(join(out, "backbone.fitted.json"), `${JSON.stringify(fitted)}\n`);
  await writeFile(join(out, "operatorOffsets.fitted.json"), `${JSON.stringify(offsets)}\n`);
  const { DK, DWK } = fitted.forms;
  process.stdout.write(
    `${JSON.stringify({ out, points: fitted.points, shapes: fitted.shapes, DK: DK.coefficients, DWK: DWK.coefficients, accuracyMap: fitted.accuracyMap, operatorOffsets: offsets }, null, 2)}\n`,
  );
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

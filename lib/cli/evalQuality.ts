import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { evaluateBackbone } from "../quality/eval/backboneHeldOut";
import { calibrationCheck, coverage } from "../quality/eval/calibration";
import { type Check, isMet } from "../quality/eval/check";
import { askExtremes, extremesCheck } from "../quality/eval/extremes";
import { evaluateLatencyMatched } from "../quality/eval/latencyMatchedChecks";
import { evaluateSmallModels } from "../quality/eval/smallModels";
import { readGemstones } from "../quality/fit/gemstones";

/** Prints every bar of the quality model with its measured figure: `npm run eval:quality [-- --data DIR]`. */
const { values } = parseArgs({ options: { data: { type: "string" } } });
const folder = values.data ?? fileURLToPath(new URL("../../../shared/data/accuracy", import.meta.url));

const print = (line: string) => process.stdout.write(`${line}\n`);

function printCheck(check: Check): void {
  const { bar } = check;
  const wanted =
    bar === null
      ? "shown"
      : [bar.least !== undefined && `at least ${bar.least}`, bar.most !== undefined && `at most ${bar.most}`]
          .filter(Boolean)
          .join(", ");
  const digits = check.unit === "%" || check.unit === "points" ? 2 : 4;
  const verdict = bar === null ? "     " : isMet(check) ? "met  " : "MISSED";
  print(`${verdict}  ${check.label}: ${check.value.toFixed(digits)} ${check.unit} (${wanted})`);
}

const csv = await readFile(join(folder, "gemstones_depth_width_loss.csv"), "utf8").catch(() => null);
if (csv === null) {
  process.stderr.write(`error: ${folder} has no gemstones_depth_width_loss.csv; give --data DIR\n`);
  process.exit(1);
}

const backbone = evaluateBackbone(readGemstones(csv), (message) => process.stderr.write(`${message}\n`));
const matched = evaluateLatencyMatched();
const small = evaluateSmallModels();
const extremes = askExtremes();
const heldOut = [...backbone.heldOut, ...matched.heldOut, ...small.heldOut];
const checks = [
  ...backbone.checks,
  ...matched.checks,
  ...small.checks,
  calibrationCheck(heldOut),
  extremesCheck(extremes),
];

print("Quality model, held-out checks");
for (const check of checks) printCheck(check);
print("\nCoverage of 90 % bands by check");
print(`  backbone ${coverage(backbone.heldOut).toFixed(1)} % of ${backbone.heldOut.length}`);
print(`  latency-matched ${coverage(matched.heldOut).toFixed(1)} % of ${matched.heldOut.length}`);
print(`  small models ${coverage(small.heldOut).toFixed(1)} % of ${small.heldOut.length}`);
print("\nPublic small models, each left out");
for (const { label, observed, predicted, sd } of small.heldOut)
  print(
    `  ${label}: published ${observed.toFixed(2)}, predicted ${predicted.toFixed(2)} ± ${(1.6449 * sd).toFixed(1)}`,
  );
print("\nExtremes");
for (const { label, answer, detail } of extremes) print(`  ${label}: ${answer} (${detail})`);

const missed = checks.filter((check) => !isMet(check)).length;
print(`\n${missed === 0 ? "Every bar is met." : `${missed} bars are missed.`}`);
process.exit(missed === 0 ? 0 : 1);

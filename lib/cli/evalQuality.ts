import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { shippedWorkloads } from "../cost/workloads";
import type { Design } from "../design/design";
import { predictLatency } from "../latency/predictLatency";
import { evaluateBackbone } from "../quality/eval/backboneHeldOut";
import { calibrationCheck, coverage } from "../quality/eval/calibration";
import { type Check, isMet } from "../quality/eval/check";
import { depthStudyCheck } from "../quality/eval/depthStudy";
import { askExtremes, extremesCheck } from "../quality/eval/extremes";
import { evaluateLatencyMatched } from "../quality/eval/latencyMatchedChecks";
import { evaluateOperators } from "../quality/eval/operatorsHeldOut";
import { evaluateSmallModels } from "../quality/eval/smallModels";
import { evaluateTransfer } from "../quality/eval/transfer";
import { readGemstones } from "../quality/fit/gemstones";
import { readOperatorRows } from "../quality/fit/operatorContrasts";
import { depthStudyCurve } from "../quality/studies/depthWidth";
import { accuracyFolder } from "./accuracyFolder";
import { loadProfile } from "./loadProfile";

/** Prints every bar of the quality model with its measured figure: `npm run eval:quality [-- --data DIR]`. */
const { values } = parseArgs({ options: { data: { type: "string" } } });
const folder = accuracyFolder(values.data ?? "../shared/data");

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

const loaded = await loadProfile("a100_sxm");
const profile = loaded.ok ? loaded.value : null;
const workload = shippedWorkloads.find(({ id }) => id === "depth-1k-a100")!;
const curves = (profile?.stacks ?? []).map(({ id }) => ({
  stack: id,
  curve: depthStudyCurve((design: Design) => {
    const latency = predictLatency(design, workload, profile!, id);
    return latency.ok ? latency.value.latencyMs.value : null;
  }),
}));
const judged = curves.find(({ stack }) => stack === "paper") ?? curves[0];

const backbone = evaluateBackbone(readGemstones(csv), (message) => process.stderr.write(`${message}\n`));
const contrasts = await readFile(join(folder, "operators_hybrids.csv"), "utf8").catch(() => "");
const ladder = await readFile(join(folder, "olmo_ladder_shapes.csv"), "utf8").catch(() => "");
const single = evaluateOperators(readOperatorRows(contrasts));
const matched = evaluateLatencyMatched();
const small = evaluateSmallModels();
const extremes = askExtremes();
const heldOut = [...backbone.heldOut, ...matched.heldOut, ...single.heldOut, ...small.heldOut];
const checks = [
  ...backbone.checks,
  depthStudyCheck(judged?.stack ?? "no stack", judged?.curve.best ?? null),
  ...matched.checks,
  ...evaluateTransfer(ladder),
  ...single.checks,
  ...small.checks,
  calibrationCheck(heldOut),
  extremesCheck(extremes),
];

print("Quality model, held-out checks");
for (const check of checks) printCheck(check);
print("\nCoverage of 90 % bands by check");
print(`  backbone ${coverage(backbone.heldOut).toFixed(1)} % of ${backbone.heldOut.length}`);
print(`  latency-matched ${coverage(matched.heldOut).toFixed(1)} % of ${matched.heldOut.length}`);
print(`  operators ${coverage(single.heldOut).toFixed(1)} % of ${single.heldOut.length}`);
print(`  small models ${coverage(small.heldOut).toFixed(1)} % of ${small.heldOut.length}`);
print("\nDepth study: widest Llama-style model under 3 s for each depth, predicted loss at 100 B tokens");
for (const { stack, curve } of curves) {
  print(
    `  ${stack}: best ${curve.best ?? "none"}, within 0.004 nats from ${curve.flat?.join(" to ") ?? "none"}`,
  );
  for (const { blocks, design, parameters, latencyMs, loss } of curve.points)
    print(
      `    ${blocks} blocks of ${design.hiddenSize}: ${(parameters / 1e6).toFixed(0)} M, ${(latencyMs / 1000).toFixed(2)} s, loss ${loss.toFixed(4)}`,
    );
}
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

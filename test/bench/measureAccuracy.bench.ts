import { loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { median } from "d3-array";
import * as runtime from "onnxruntime-web/wasm";
import { formatsOfGraph, kernelsOfBlock } from "@/lib/measure/fit/blockKernels";
import { predictBlockUs } from "@/lib/measure/fit/blockModel";
import { fitMeasurement } from "@/lib/measure/fit/fitMeasurement";
import type { MeasuredPart } from "@/lib/measure/graph/blockCase";
import { timedCase } from "@/lib/measure/plan/calibrationPlan";
import type { Plan, TimedCase } from "@/lib/measure/plan/plan";
import { sampleStatistics } from "@/lib/measure/plan/sampleStatistics";
import { quickPlan } from "@/lib/measure/plan/shippedPlans";
import { measurementSchema } from "@/lib/measure/record/measurement";
import { findingsAfter, noFindings, type RunFindings } from "@/lib/measure/run/runFindings";
import { runPlan } from "@/lib/measure/run/runPlan";
import { openBench } from "@/lib/measure/runtime/openBench";

/**
 * The quick plan on WebAssembly with one thread, three times: how far the two validation stacks are from their
 * predictions, against 10 % on a quiet machine. The blocks of the stacks are timed at the stacks' own sizes in the same
 * rounds. The fit never sees them; they part the error in two: stacks that are not the sum of their blocks, and blocks
 * that the fit misses. The load of the machine before each run tells how quiet it was.
 */
const repeats = Number(process.env.REPEATS ?? 3);
const limit = 0.1;
const backend = { kind: "wasm", entry: "wasm", threads: 1 } as const;
const plan = quickPlan({
  precision: { activations: "float32", weights: "dense" },
  onGpu: false,
  memoryGib: null,
});
const stacks = plan.cases.filter(({ role }) => role === "validate");

/** One layer of a stack as a case of its own. */
function layerOf({ block }: TimedCase, part: MeasuredPart): TimedCase {
  const context = part.kind === "attention" ? block.context : 0;
  return timedCase("fit", `layer-${part.kind}`, part.kind, { ...block, parts: [part], context });
}

const layers = new Map(
  stacks
    .flatMap((stack) => stack.block.parts.map((part) => layerOf(stack, part)))
    .map((one) => [one.id, one]),
);
// Room for the layers beside the plan, so that all of it still is one group.
const timedPlan: Plan = {
  ...plan,
  protocol: { ...plan.protocol, memoryBytes: 1e9 },
  cases: [...plan.cases, ...layers.values()],
};

async function runOnce(): Promise<RunFindings> {
  let findings = noFindings;
  const bench = await openBench(runtime, backend, () => {});
  await runPlan(bench, timedPlan, {
    emit: (event) => {
      findings = findingsAfter(findings, event);
    },
    gate: async () => {},
  });
  return findings;
}

const percent = (share: number) => `${share > 0 ? "+" : ""}${(100 * share).toFixed(1)} %`;
const errors = { stack: [] as number[], sum: [] as number[], layer: [] as number[] };
for (let repeat = 0; repeat < repeats; repeat++) {
  const load = loadavg()[0] ?? 0;
  const started = performance.now();
  const findings = await runOnce();
  const seconds = (performance.now() - started) / 1000;
  // The plan lists no layers of the stacks, so the fit does not see their samples.
  const fit = fitMeasurement({
    schema: measurementSchema,
    id: "bench",
    name: "bench",
    createdAt: new Date().toISOString(),
    plan,
    backend,
    findings,
  });
  const times = new Map(
    findings.samples.map(({ id, samplesMs }) => [id, 1000 * sampleStatistics(samplesMs).undisturbed]),
  );
  const layerUs = (stack: TimedCase, part: MeasuredPart) => times.get(layerOf(stack, part).id) ?? Number.NaN;
  process.stdout.write(`  run ${repeat + 1}, load ${load.toFixed(1)} before, ${seconds.toFixed(0)} s\n`);
  for (const stack of stacks) {
    const point = fit.parity.find(({ id }) => id === stack.id);
    if (point === undefined) throw new Error(`${stack.name} was not timed`);
    const { parts } = stack.block;
    const calls = (parts.length - 1) * fit.model.stepUs;
    const sum = parts.reduce((us, part) => us + layerUs(stack, part), 0) - calls;
    const additivity = sum / (1000 * point.measuredMs) - 1;
    errors.stack.push(point.error);
    errors.sum.push(additivity);
    process.stdout.write(
      `    ${stack.name.padEnd(48)} measured ${point.measuredMs.toFixed(3)} ms, predicted ${point.predictedMs.toFixed(3)} ms: ${percent(point.error)}; sum of its own layers ${percent(additivity)}\n`,
    );
  }
  for (const layer of layers.values()) {
    const work = { kernels: kernelsOfBlock(layer.block), formats: formatsOfGraph(layer.block.precision) };
    errors.layer.push(predictBlockUs(fit.model, work) / (times.get(layer.id) ?? Number.NaN) - 1);
  }
  const worst = Math.max(...findings.checks.map(({ figure }) => figure.largestError));
  const leftOut = fit.parity.filter(({ role }) => role === "fit").map(({ error }) => Math.abs(error));
  process.stdout.write(
    `    blocks predicted unseen: median error ${percent(median(leftOut) ?? 0)} of ${leftOut.length}; worst check ${worst.toExponential(1)} of 1e-5; reference block changed by ${percent(fit.drift)}${fit.busy ? ": the machine was busy" : ""}\n`,
  );
}
const range = (shares: readonly number[]) =>
  `${percent(Math.min(...shares))} to ${percent(Math.max(...shares))}`;
const worst = Math.max(...errors.stack.map(Math.abs));
process.stdout.write(
  `  stacks ${range(errors.stack)}, ${(worst / limit).toFixed(2)} of 10 %; of it: sum of layers against stack ${range(errors.sum)}, fit against layers ${range(errors.layer)}\n`,
);
process.exit(0);

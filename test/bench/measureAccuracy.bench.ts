import { performance } from "node:perf_hooks";
import * as runtime from "onnxruntime-web/wasm";
import { fitMeasurement } from "@/lib/measure/fit/fitMeasurement";
import { quickPlan } from "@/lib/measure/plan/shippedPlans";
import { measurementSchema } from "@/lib/measure/record/measurement";
import type { CaseSamples, RunEvent } from "@/lib/measure/run/runEvents";
import { runPlan } from "@/lib/measure/run/runPlan";
import { openBench } from "@/lib/measure/runtime/openBench";

/**
 * The quick plan on WebAssembly with one thread: how far the two validation stacks are from their predictions, against
 * 10 % on a quiet machine. The reference block's drift tells how quiet it was.
 */
const backend = { kind: "wasm", entry: "wasm", threads: 1 } as const;
const plan = quickPlan({ precision: { activations: "float32", weights: "dense" }, onGpu: false, memoryGib: null });
const samples: CaseSamples[] = [];
const references: number[] = [];
const errors: number[] = [];

const started = performance.now();
const bench = await openBench(runtime, backend, () => {});
await runPlan(bench, plan, {
  emit: (event: RunEvent) => {
    if (event.kind === "samples") samples.push(event.samples);
    if (event.kind === "reference") references.push(event.ms);
    if (event.kind === "checked") errors.push(event.figure.largestError);
  },
  gate: async () => {},
});
const seconds = (performance.now() - started) / 1000;
const fitStarted = performance.now();
const fit = fitMeasurement({
  schema: measurementSchema,
  id: "bench",
  name: "bench",
  createdAt: new Date().toISOString(),
  plan,
  backend,
  findings: {
    probe: null,
    runtimeVersion: runtime.env.versions.web ?? "",
    checks: [],
    samples,
    skipped: [],
    references,
    incidents: [],
  },
});
const fitMs = performance.now() - fitStarted;

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
for (const { name, measuredMs, predictedMs, error, role } of fit.parity)
  if (role === "validate")
    process.stdout.write(
      `  ${name.padEnd(60)} measured ${measuredMs.toFixed(3)} ms, predicted ${predictedMs.toFixed(3)} ms, ${percent(error)}; ${(Math.abs(error) / 0.1).toFixed(2)} of 10 %\n`,
    );
const leftOut = fit.parity.filter(({ role }) => role === "fit").map(({ error }) => Math.abs(error));
leftOut.sort((a, b) => a - b);
process.stdout.write(
  `  blocks predicted unseen: median error ${percent(leftOut[Math.floor(leftOut.length / 2)] ?? 0)} of ${leftOut.length}; worst check ${Math.max(...errors).toExponential(1)} of 1e-5\n`,
);
process.stdout.write(
  `  quick plan ${seconds.toFixed(1)} s, fit ${fitMs.toFixed(0)} ms; reference block changed by ${percent(fit.drift)}${fit.busy ? ": the machine was busy" : ""}\n`,
);
process.exit(0);

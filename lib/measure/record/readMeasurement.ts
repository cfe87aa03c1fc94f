import * as v from "valibot";
import { fail, ok, type Result } from "../../base/result";
import { operatorKinds } from "../../design/operatorKinds";
import { operators } from "../../design/operators/registry";
import { type Measurement, measurementSchema } from "./measurement";

const finite = v.pipe(v.number(), v.finite());
const notNegative = v.pipe(finite, v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));
const text = v.pipe(v.string(), v.maxLength(10_000));
const flag = v.boolean();

const operatorPart = operatorKinds.map((kind) =>
  v.strictObject({ kind: v.literal(kind), settings: operators[kind].schema }),
);
const part = v.union([
  ...operatorPart,
  v.strictObject({ kind: v.literal("head"), vocabSize: count }),
  v.strictObject({ kind: v.literal("norm") }),
]);

const block = v.strictObject({
  parts: v.pipe(v.array(part), v.minLength(1), v.maxLength(200)),
  hiddenSize: count,
  norm: v.strictObject({
    kind: v.picklist(["rms", "layer"]),
    scale: flag,
    bias: flag,
    post: flag,
    pre: v.optional(flag),
  }),
  phase: v.picklist(["prefill", "decode"]),
  batch: count,
  tokens: count,
  context: count,
  precision: v.strictObject({
    activations: v.picklist(["float32", "float16"]),
    weights: v.picklist(["dense", "int4"]),
  }),
});

const plan = v.strictObject({
  id: v.picklist(["quick", "full", "design", "custom"]),
  name: text,
  cases: v.pipe(
    v.array(
      v.strictObject({ id: text, name: text, role: v.picklist(["fit", "validate", "reference"]), block }),
    ),
    v.maxLength(10_000),
  ),
  protocol: v.strictObject({
    rounds: count,
    fewestRounds: count,
    warmUps: count,
    coldBytes: notNegative,
    memoryBytes: notNegative,
    seconds: notNegative,
    reruns: count,
  }),
});

const adapter = v.strictObject({
  vendor: text,
  architecture: text,
  description: text,
  software: flag,
  halfPrecision: flag,
  timestamps: flag,
  subgroups: flag,
  maxBufferSize: notNegative,
  maxStorageBufferBindingSize: notNegative,
});

const probe = v.strictObject({
  adapter: v.nullable(adapter),
  adapterReason: text,
  isolated: flag,
  cores: count,
  clockStepMs: notNegative,
  suspension: flag,
  webnn: flag,
  memoryGib: v.nullable(notNegative),
  userAgent: text,
});

const backend = v.variant("kind", [
  v.strictObject({ kind: v.literal("webgpu"), entry: v.picklist(["jspi", "webgpu"]), threads: v.literal(1) }),
  v.strictObject({ kind: v.literal("wasm"), entry: v.literal("wasm"), threads: count }),
  v.strictObject({ kind: v.literal("webnn"), entry: v.picklist(["jspi", "webgpu"]), threads: v.literal(1) }),
]);

const findings = v.strictObject({
  probe: v.nullable(probe),
  runtimeVersion: text,
  checks: v.array(
    v.strictObject({
      name: text,
      figure: v.strictObject({ largestError: notNegative, where: text }),
      limit: notNegative,
    }),
  ),
  samples: v.array(
    v.strictObject({
      id: text,
      name: text,
      role: v.picklist(["fit", "validate", "reference"]),
      // A clock that steps reads 0 for what ends within a step.
      samplesMs: v.pipe(v.array(notNegative), v.minLength(1), v.maxLength(100_000)),
      createMs: notNegative,
      firstRunMs: notNegative,
      weightBytes: notNegative,
      copies: count,
      reruns: count,
      noisy: flag,
    }),
  ),
  skipped: v.array(v.strictObject({ id: text, name: text, reason: text })),
  references: v.array(notNegative),
  incidents: v.array(text),
});

const measurement = v.object({
  schema: v.literal(measurementSchema),
  id: v.pipe(text, v.minLength(1), v.maxLength(200)),
  name: v.pipe(text, v.minLength(1), v.maxLength(200)),
  createdAt: v.pipe(text, v.isoTimestamp()),
  plan,
  backend,
  findings,
});

/** Checks a measurement that comes from a file or from storage. Fit and profile beside it are ignored: they follow. */
export function parseMeasurement(json: unknown): Result<Measurement> {
  const parsed = v.safeParse(measurement, json);
  if (parsed.success) return ok(parsed.output as Measurement);
  return {
    ok: false,
    problems: parsed.issues.slice(0, 5).map((issue) => ({
      field: v.getDotPath(issue) ?? "measurement",
      message: `This is not a measurement: ${issue.message}`,
    })),
  };
}

/** Reads a measurement file. */
export function readMeasurementText(content: string): Result<Measurement> {
  try {
    return parseMeasurement(JSON.parse(content));
  } catch {
    return fail({
      field: "measurement",
      message: "This is not a JSON document.",
      mend: "Choose a file that was exported from the Measure tab.",
    });
  }
}

import * as v from "valibot";
import { fail, ok, type Problem, type Result } from "../base/result";
import type { DataSheet } from "./dataSheet";
import { dimensionNames } from "./kernel/dimensions";
import { featureCounts } from "./kernel/features";
import { type KernelClass, kernelClasses } from "./kernel/kernelClass";
import type { KernelModel } from "./kernel/kernelModel";
import { decodeTrees, type TreeCode } from "./kernel/treeCode";
import { compileTrees } from "./kernel/treeEnsemble";
import type { RuntimeStack } from "./runtimeStack";

/** One line of a profile's evaluation: shape families held out whole. */
export interface EvaluationRow {
  readonly kernelClass: KernelClass;
  readonly rows: number;
  readonly families: number;
  /** Mean absolute error of held-out rows, %. */
  readonly errorPercent: number;
  /** The same of the roofline alone, %. */
  readonly rooflinePercent: number;
  /** Share of held-out rows within 10 %, in %. */
  readonly within10Percent: number;
  /** Share of held-out rows inside the 90 % interval calibrated on other families, in %. */
  readonly coveragePercent: number;
}

/** Where a profile comes from, and the notice its licence asks for. */
export interface ProfileProvenance {
  readonly note: string;
  readonly sources: readonly { readonly name: string; readonly licence: string }[];
  readonly notice: string;
}

/** A device as the workbench knows it: kernel models, runtime stacks, and how well they were found to hold. */
export interface DeviceProfile {
  readonly id: string;
  readonly name: string;
  readonly sheet: DataSheet;
  /** Nobody stated the memory: it is an assumption, and what hangs on it says so. Absent: stated. */
  readonly memoryAssumed?: true;
  readonly reserveBytes: number;
  readonly models: { readonly [C in KernelClass]: KernelModel };
  readonly stacks: readonly RuntimeStack[];
  readonly defaultStack: string;
  readonly evaluation: readonly EvaluationRow[];
  readonly provenance: ProfileProvenance;
}

export const profileSchema = "paretoscope/device-profile@2";
/** Before, trees were written in base64; nothing but a new fit brings such a file up to date. */
const formerSchema = "paretoscope/device-profile@1";

const finite = v.pipe(v.number(), v.finite());
const positive = v.pipe(finite, v.gtValue(0));
const share = v.pipe(finite, v.minValue(0));
const longestText = 4000;
const text = v.pipe(v.string(), v.maxLength(longestText));

const rooflineShape = v.strictObject({
  launch: positive,
  peak: positive,
  cache: positive,
  dram: positive,
  turn: positive,
  width: positive,
  sharpness: positive,
  halfUnits: positive,
});

const treesShape = v.strictObject({
  edges: v.array(v.array(finite)),
  trees: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5000)),
  feature: v.string(),
  bin: v.string(),
  value: v.string(),
});

const modelShape = v.strictObject({
  kernelClass: v.picklist(kernelClasses),
  roofline: rooflineShape,
  borrowed: v.exactOptional(
    v.strictObject({
      offset: finite,
      donors: v.array(
        v.strictObject({
          device: text,
          weight: finite,
          rooflineWeight: finite,
          roofline: rooflineShape,
          sms: positive,
          trees: treesShape,
        }),
      ),
    }),
  ),
  trees: v.nullable(treesShape),
  ranges: v.nullable(v.array(v.tuple([finite, finite]))),
  band: v.strictObject({ splitUs: share, small: share, large: share }),
  correlation: v.pipe(finite, v.minValue(0), v.maxValue(1)),
  formats: v.optional(
    v.strictObject({
      weights: v.picklist(["fp32", "fp16", "bf16", "fp8", "int8", "int4"]),
      cache: v.picklist(["fp32", "fp16", "bf16", "fp8", "int8"]),
      activations: v.picklist(["fp32", "fp16", "bf16"]),
    }),
  ),
  rules: v.optional(v.array(v.picklist(["delta", "gated-delta", "gla", "mamba2", "mamba", "rwkv7"]))),
  origin: text,
});

const stackShape = v.strictObject({
  id: v.pipe(text, v.minLength(1)),
  name: text,
  factors: v.strictObject({
    compute: share,
    "weight traffic": share,
    "cache traffic": share,
    "state traffic": share,
    "activation traffic": share,
    overhead: share,
  }),
  precision: v.exactOptional(v.picklist(["fp32", "fp16", "bf16", "fp8", "int8", "int4"])),
  perLayerUs: v.strictObject({ attention: share, linear: share, feedForward: share }),
  perStepUs: share,
  hostBound: v.boolean(),
  halfWidth: share,
  calibrated: v.boolean(),
  origin: text,
});

const evaluationShape = v.strictObject({
  kernelClass: v.picklist(kernelClasses),
  rows: share,
  families: share,
  errorPercent: share,
  rooflinePercent: share,
  within10Percent: share,
  coveragePercent: share,
});

const profileShape = v.strictObject({
  schema: v.literal(profileSchema),
  id: v.pipe(text, v.minLength(1)),
  name: text,
  sheet: v.strictObject({
    memoryBytes: positive,
    bandwidth: positive,
    peakBf16: positive,
    peakFp8: v.nullable(positive),
    cacheBytes: positive,
    sms: positive,
  }),
  memoryAssumed: v.exactOptional(v.literal(true)),
  reserveBytes: share,
  models: v.array(modelShape),
  stacks: v.pipe(v.array(stackShape), v.minLength(1)),
  defaultStack: text,
  evaluation: v.array(evaluationShape),
  provenance: v.strictObject({
    note: text,
    sources: v.array(v.strictObject({ name: text, licence: text })),
    notice: text,
  }),
});

/** A profile as it is written to a file. */
export type ProfileDocument = v.InferOutput<typeof profileShape>;

/** Reads a profile file. Refuses unknown schemas, missing kernel classes and damaged trees with the path of the fault. */
export function readDeviceProfile(json: unknown): Result<DeviceProfile> {
  if (typeof json === "object" && json !== null && "schema" in json && json.schema === formerSchema)
    return fail({
      field: "schema",
      message: "This profile was written by an earlier version, whose trees are no longer read.",
      mend: "Fit it again from the tables or the measurement it was made from.",
    });
  const parsed = v.safeParse(profileShape, json);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.issues.slice(0, 5).map((issue) => ({
        field: v.getDotPath(issue) ?? "profile",
        message: `This is not a device profile: ${issue.message}`,
      })),
    };
  const { models: list, schema: _, ...rest } = parsed.output;
  const models: Partial<Record<KernelClass, KernelModel>> = {};
  for (const { trees, borrowed, ...model } of list) {
    const damage = modelProblem(model, [trees, ...(borrowed?.donors ?? []).map((donor) => donor.trees)]);
    if (damage !== null) return fail(damage);
    if (models[model.kernelClass] !== undefined)
      return fail({
        field: `models.${model.kernelClass}`,
        message: "The profile holds two models of this class.",
      });
    try {
      models[model.kernelClass] = {
        ...model,
        sms: rest.sheet.sms,
        ...(borrowed !== undefined && {
          borrowed: {
            offset: borrowed.offset,
            donors: borrowed.donors.map(({ trees: code, ...donor }) => ({
              ...donor,
              code,
              trees: compileTrees(decodeTrees(code)),
            })),
          },
        }),
        trees: trees === null ? null : compileTrees(decodeTrees(trees)),
        code: trees,
      };
    } catch (error) {
      return fail({
        field: `models.${model.kernelClass}.trees`,
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }
  const missing = kernelClasses.filter((kernelClass) => models[kernelClass] === undefined);
  if (missing.length > 0)
    return fail({ field: "models", message: `The profile lacks ${missing.join(", ")}.` });
  if (!rest.stacks.some(({ id }) => id === rest.defaultStack))
    return fail({ field: "defaultStack", message: `${rest.defaultStack} is none of the profile's stacks.` });
  return ok({ ...rest, models: models as Record<KernelClass, KernelModel> });
}

type WrittenTrees = v.InferOutput<typeof treesShape>;

/** What is wrong with a model beyond its shape: ranges that do not fit the class's dimensions, trees over other features. */
function modelProblem(
  { kernelClass, ranges }: Pick<v.InferOutput<typeof modelShape>, "kernelClass" | "ranges">,
  trees: readonly (WrittenTrees | null)[],
): Problem | null {
  const dimensions = dimensionNames[kernelClass];
  if (ranges !== null && ranges.length !== dimensions.length)
    return {
      field: `models.${kernelClass}.ranges`,
      message: `must hold ${dimensions.length} ranges (${dimensions.join(", ")}), but holds ${ranges.length}.`,
    };
  const reversed = ranges?.findIndex(([low, high]) => low > high) ?? -1;
  if (reversed >= 0)
    return {
      field: `models.${kernelClass}.ranges[${reversed}]`,
      message: `The range of ${dimensions[reversed]} begins above its end.`,
    };
  const features = featureCounts[kernelClass];
  const other = trees.find((code) => code !== null && code.edges.length !== features);
  if (other)
    return {
      field: `models.${kernelClass}.trees`,
      message: `The trees are over ${other.edges.length} features, but this class has ${features}.`,
    };
  return null;
}

/** A text cut to what a file may hold. */
function fitting(words: string): string {
  return words.length <= longestText ? words : `${words.slice(0, longestText - 1)}…`;
}

/** Writes a profile; numbers are rounded to six digits, which `readDeviceProfile` and every prediction then share. */
export function writeDeviceProfile(profile: DeviceProfile): ProfileDocument {
  const document: ProfileDocument = {
    schema: profileSchema,
    id: profile.id,
    name: profile.name,
    sheet: { ...profile.sheet },
    ...(profile.memoryAssumed && { memoryAssumed: true }),
    reserveBytes: profile.reserveBytes,
    models: kernelClasses.map((kernelClass) => {
      const { roofline, borrowed, code, ranges, band, correlation, formats, rules, origin } =
        profile.models[kernelClass];
      return {
        kernelClass,
        roofline: { ...roofline },
        ...(borrowed !== undefined && {
          borrowed: {
            offset: borrowed.offset,
            donors: borrowed.donors.map(
              ({ device, weight, rooflineWeight, roofline: lent, sms, code: trees }) => ({
                device,
                weight,
                rooflineWeight,
                roofline: { ...lent },
                sms,
                trees: writtenTrees(trees),
              }),
            ),
          },
        }),
        trees: code === null ? null : writtenTrees(code),
        ranges: ranges === null ? null : ranges.map(([low, high]): [number, number] => [low, high]),
        band: { ...band },
        correlation,
        ...(formats === undefined ? {} : { formats: { ...formats } }),
        ...(rules === undefined ? {} : { rules: [...rules] }),
        origin,
      };
    }),
    stacks: profile.stacks.map((stack) => ({ ...stack, perLayerUs: { ...stack.perLayerUs } })),
    defaultStack: profile.defaultStack,
    evaluation: profile.evaluation.map((row) => ({ ...row })),
    provenance: {
      note: fitting(profile.provenance.note),
      sources: profile.provenance.sources.map((source) => ({ ...source })),
      notice: fitting(profile.provenance.notice),
    },
  };
  return JSON.parse(JSON.stringify(document, sixDigits)) as ProfileDocument;
}

function writtenTrees(code: TreeCode): WrittenTrees {
  return { ...code, edges: code.edges.map((edges) => [...edges]) };
}

function sixDigits(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
}

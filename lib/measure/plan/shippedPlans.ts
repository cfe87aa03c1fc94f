import type { Workload } from "../../cost/workload";
import type { Design } from "../../design/design";
import { flattenLayers } from "../../design/flatten";
import { kindOf, type LayerRef } from "../../design/operatorKinds";
import { operators } from "../../design/operators/registry";
import { settingsOf } from "../../design/settingsOf";
import { type BlockCase, defaultNorm, type GraphPrecision, type MeasuredLayer } from "../graph/blockCase";
import { blockKey } from "../graph/blockKey";
import { expressible } from "../graph/expressible";
import {
  type CalibrationSpace,
  calibratedKinds,
  calibrationPlan,
  fitCases,
  ownCase,
  referenceCase,
} from "./calibrationPlan";
import { meanCachedRows } from "./meanCachedRows";
import type { Plan, Protocol, TimedCase } from "./plan";

const megabyte = 1e6;

/** What depends on where a plan runs. */
export interface PlanTarget {
  readonly precision: GraphPrecision;
  /** GPUs hold more weights and have larger caches than WebAssembly's 32-bit memory. */
  readonly onGpu: boolean;
  /** Main memory in GiB as far as the browser tells it; null where it tells none. */
  readonly memoryGib: number | null;
}

/** Narrows or widens a shipped plan; every field is optional and comes from the address bar or the form. */
export interface PlanOptions {
  readonly hiddenSizes?: readonly number[];
  readonly contexts?: readonly number[];
  readonly batches?: readonly number[];
  readonly prompts?: readonly number[];
  readonly kinds?: CalibrationSpace["kinds"];
  readonly rounds?: number;
  /** Distinct weights between two runs of one case, in MB. */
  readonly coldMegabytes?: number;
}

/**
 * The protocol of a plan. Weights go through 128 MB (WebAssembly) or 256 MB (GPU) before they are read again: more than
 * the last-level caches of desktop processors, and L2 caches of GPUs up to 128 MB.
 */
export function protocolFor(target: PlanTarget, seconds: number, options: PlanOptions = {}): Protocol {
  const coldMegabytes = options.coldMegabytes ?? (target.onGpu ? 256 : 128);
  return {
    rounds: options.rounds ?? 60,
    fewestRounds: Math.min(15, options.rounds ?? 15),
    warmUps: 2,
    coldBytes: coldMegabytes * megabyte,
    memoryBytes: memoryBudget(target),
    seconds,
    reruns: 2,
  };
}

/** Weights at once on a GPU, in bytes: less than the smallest ones in use have. */
const gpuBudget = 1000 * megabyte;

/**
 * Weights at once in WebAssembly, in bytes: the quick plan in one group, so that all its blocks and stacks are timed side
 * by side, with room for the copy that session creation makes in 4 GiB of address space.
 */
const wasmBudget = 800 * megabyte;

/** The part of main memory that weights may take. */
const memoryShare = 0.2;

/** The budget, less where memory is small; browsers that tell nothing count as 4 GiB. */
function memoryBudget({ onGpu, memoryGib }: PlanTarget): number {
  return onGpu ? gpuBudget : Math.min(wasmBudget, memoryShare * (memoryGib ?? 4) * 2 ** 30);
}

function space(
  base: Omit<CalibrationSpace, "precision" | "kinds">,
  target: PlanTarget,
  options: PlanOptions,
) {
  return {
    hiddenSizes: options.hiddenSizes ?? base.hiddenSizes,
    kinds: options.kinds ?? calibratedKinds(target.precision),
    contexts: options.contexts ?? base.contexts,
    batches: options.batches ?? base.batches,
    prompts: options.prompts ?? base.prompts,
    precision: target.precision,
  };
}

/** About half a minute: two sizes of each operator, two cache lengths, one prompt length. */
export function quickPlan(target: PlanTarget, options: PlanOptions = {}): Plan {
  const base = {
    hiddenSizes: [512, 1024],
    contexts: [128, 1024],
    batches: [1],
    prompts: [64],
  };
  return calibrationPlan("quick", "Quick", space(base, target, options), protocolFor(target, 16, options));
}

/** A few minutes: three sizes, four cache lengths, two batches, two prompt lengths. */
export function fullPlan(target: PlanTarget, options: PlanOptions = {}): Plan {
  const base = {
    hiddenSizes: [512, 1024, 2048],
    contexts: [128, 512, 2048, 4096],
    batches: [1, 4],
    prompts: [64, 256],
  };
  return calibrationPlan("full", "Full", space(base, target, options), protocolFor(target, 120, options));
}

/** A calibration over whatever the user asks for. */
export function customPlan(target: PlanTarget, options: PlanOptions): Plan {
  const base = {
    hiddenSizes: [512, 1024],
    contexts: [128, 1024],
    batches: [1],
    prompts: [],
  };
  return calibrationPlan("custom", "Custom", space(base, target, options), protocolFor(target, 60, options));
}

/** Cache lengths at which attention is timed around a design. */
const shortContext = 128;
const usualContext = 4096;

/** Steps of the longest cache, where the workload asks for more than the usual one. */
const contextStep = 1024;

/**
 * Cache lengths at which a design's own blocks are timed: a short one, and one that the mean cache of the workload's decode
 * lies within, so that the design's own speed can be put together from its blocks.
 */
function designContexts(design: Design, workload: Workload): readonly number[] {
  const rows = meanCachedRows(design, workload, null);
  return [shortContext, Math.max(usualContext, Math.ceil(rows / contextStep) * contextStep)];
}

/** Layers in the validation stacks of a design: enough to show what a sum over blocks misses, small enough to fit. */
const stackLayers = [4, 8];

/**
 * Each distinct block of a design at its own sizes, the operators of a quick calibration around it so that baselines
 * can be predicted too, and stacks of the design's first layers as validation.
 */
export function designPlan(
  design: Design,
  workload: Workload,
  target: PlanTarget,
  options: PlanOptions = {},
): Plan {
  const { hiddenSize } = design;
  const contexts = options.contexts ?? designContexts(design, workload);
  const measured = (ref: LayerRef) =>
    ({ kind: kindOf(ref), settings: settingsOf(design, ref) }) as MeasuredLayer;
  const step = (parts: BlockCase["parts"], context: number): BlockCase => ({
    parts,
    hiddenSize,
    norm: design.norm ?? defaultNorm,
    phase: "decode",
    batch: 1,
    tokens: 1,
    context,
    precision: target.precision,
  });
  const flat = flattenLayers(design);
  const blocks = [...new Set(flat)].flatMap((ref) => {
    const layer = measured(ref);
    const attends = layer.kind === "attention" || layer.kind === "swa";
    return (attends ? contexts : [0]).map((context) =>
      ownCase("fit", ref, `${operators[layer.kind].label} of ${design.name}`, step([layer], context)),
    );
  });
  const head = { kind: "head", vocabSize: design.vocabSize } as const;
  const expressed = flat.map(measured).filter((layer) => expressible(layer, step([layer], 0)) === null);
  const stacks = stackLayers.map((count) =>
    ownCase(
      "validate",
      `stack-of-${count}`,
      `First ${count} layers of ${design.name}`,
      step(expressed.slice(0, count), contexts[0] ?? 0),
    ),
  );
  const around = fitCases({
    hiddenSizes: options.hiddenSizes ?? [512, 1024],
    kinds: options.kinds ?? calibratedKinds(target.precision),
    contexts: options.contexts ?? [shortContext, usualContext],
    batches: [1],
    prompts: options.prompts ?? [64],
    precision: target.precision,
  });
  const cases: readonly TimedCase[] = [
    referenceCase(512, target.precision),
    ...blocks,
    ownCase("fit", "head", `LM head of ${design.name}`, step([head], 0)),
    ...around,
    ...stacks,
  ];
  return {
    id: "design",
    name: `This design: ${design.name}`,
    cases: distinctCases(cases),
    protocol: protocolFor(target, 60, options),
  };
}

/** Cases less those whose block was named before for the same role; the stacks stay, as a validation needs both. */
function distinctCases(cases: readonly TimedCase[]): readonly TimedCase[] {
  const seen = new Set<string>();
  return cases.filter(({ role, block }) => {
    if (role !== "fit") return true;
    const key = blockKey(block);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

import { fail, ok, type Problem, type Result } from "../base/result";
import type { LayerRef } from "../design/operatorKinds";
import { kindOf } from "../design/operatorKinds";
import { operators } from "../design/operators/registry";
import { checkSettings } from "../design/parseDesign";
import { blockCount, blockUnits } from "./blockUnits";
import { candidateSettings } from "./candidateSettings";
import type { SearchSpace } from "./space";

/** A block as layer codes, and where one factor's change leads. */
export interface CompiledUnit {
  readonly codesByFeed: readonly Uint8Array[];
  readonly swaps: () => Uint16Array;
  readonly ratios: () => Uint16Array;
  readonly fixedFeed: boolean;
}

export interface CompiledStage {
  readonly units: readonly CompiledUnit[];
  readonly feeds: number;
  readonly repeatMin: number;
  readonly repeatMax: number;
}

/** Most blocks a stage may choose from, as a genome is written in 16-bit numbers. */
const maxBlocks = 65_535;
/** Most operators and variants a space may use, as the layers of blocks are written in bytes. */
const maxLayerCodes = 256;

/** What the code of a layer stands for. */
export interface LayerCode {
  readonly ref: LayerRef;
  readonly isMixer: boolean;
  readonly isFullAttention: boolean;
  /** Which design-wide genes its settings depend on. */
  readonly usesFfnRatio: boolean;
  readonly usesKvGroup: boolean;
  readonly usesWindow: boolean;
}

/** Genes before the stages: hidden size, FFN ratio, KV group, window. Each stage then has unit, feed and repeat. */
export const settingGenes = 4;
export const stageGenes = 3;

/** A space as numbers: what search works on. */
export interface CompiledSpace {
  readonly space: SearchSpace;
  readonly codes: readonly LayerCode[];
  readonly stages: readonly CompiledStage[];
  /** Choices of each gene. */
  readonly radices: Uint16Array;
  /** Number of genomes, the product of the radices; several genomes may stand for one design. */
  readonly size: number;
}

/**
 * Compiles a space: lists its blocks, numbers its layers and checks that every operator is legal at every hidden size.
 * Problems name the field that leaves nothing to search, or that no operator can satisfy.
 */
export function compileSpace(space: SearchSpace): Result<CompiledSpace> {
  const problems = [...emptyFields(space), ...tooManyChoices(space), ...illegalSettings(space)];
  if (problems.length > 0) return fail(...problems);
  const refs: LayerRef[] = [];
  const codeOf = (ref: LayerRef) => {
    const at = refs.indexOf(ref);
    return at >= 0 ? at : refs.push(ref) - 1;
  };
  const stages: CompiledStage[] = [];
  const known = new Map<string, CompiledStage>();
  for (const [index, stage] of space.stages.entries()) {
    const key = JSON.stringify(stage);
    const like = known.get(key);
    if (like) {
      stages.push(like);
      continue;
    }
    const units = blockUnits(stage, `stages[${index}]`);
    if (!units.ok) return units;
    const compiled: CompiledStage = {
      units: units.value.map((unit) => ({
        codesByFeed: unit.layersByFeed.map((layers) => Uint8Array.from(layers, codeOf)),
        swaps: unit.swaps,
        ratios: unit.ratios,
        fixedFeed: unit.fixedFeed,
      })),
      feeds: stage.kind === "composed" ? stage.feeds.length : 1,
      repeatMin: stage.repeat.min,
      repeatMax: stage.repeat.max,
    };
    known.set(key, compiled);
    stages.push(compiled);
  }
  const radices = Uint16Array.from([
    space.hiddenSizes.length,
    Math.max(1, space.ffnRatios.length),
    Math.max(1, space.kvGroups.length),
    Math.max(1, space.windows.length),
    ...stages.flatMap((stage) => [stage.units.length, stage.feeds, stage.repeatMax - stage.repeatMin + 1]),
  ]);
  const codes = refs.map((ref): LayerCode => {
    const kind = kindOf(ref);
    return {
      ref,
      isMixer: operators[kind].role === "mixer",
      isFullAttention: kind === "attention",
      usesFfnRatio: kind === "ffn",
      usesKvGroup: kind === "attention" || kind === "swa",
      usesWindow: kind === "swa",
    };
  });
  const unreachable = attentionProblem(space, codes);
  if (unreachable) return fail(unreachable);
  return ok({ space, codes, stages, radices, size: radices.reduce((product, radix) => product * radix, 1) });
}

/** Every layer reference a space may use. */
export function refsOfSpace(space: SearchSpace): readonly LayerRef[] {
  const refs = space.stages.flatMap((stage) =>
    stage.kind === "composed"
      ? [...stage.mixers, ...stage.feeds.flat(), ...(stage.literals ?? []).flat()]
      : [...stage.layers, ...stage.mixers],
  );
  return [...new Set(refs)];
}

function emptyFields(space: SearchSpace): readonly Problem[] {
  const problems: Problem[] = [];
  const add = (field: string, message: string, mend: string) => problems.push({ field, message, mend });
  if (space.hiddenSizes.length === 0)
    add("hiddenSizes", "is empty, so no design has a width.", "Allow at least one hidden size.");
  if (space.stages.length === 0)
    add("stages", "is empty, so no design has layers.", "Add a stage with at least one mixer.");
  if (space.layers.max < space.layers.min)
    add("layers", "allows no depth: the maximum is below the minimum.", "Raise the maximum depth.");
  if (!Number.isInteger(space.minFullAttention) || space.minFullAttention < 0)
    add("minFullAttention", "must be a whole number of at least 0.", "Set it to 0 for no minimum.");
  for (const [index, { repeat, ...stage }] of space.stages.entries()) {
    if (repeat.max < repeat.min)
      add(`stages[${index}].repeat`, "has its maximum below its minimum.", "Raise the maximum.");
    if (stage.kind === "composed" && stage.feeds.length === 0)
      add(`stages[${index}].feeds`, "is empty.", "Allow at least one choice, such as one FFN.");
  }
  const deepest = space.stages.reduce((sum, stage) => sum + stage.repeat.max * longestBlock(stage), 0);
  if (problems.length === 0 && deepest < space.layers.min)
    add(
      "layers.min",
      `asks for ${space.layers.min} layers, but the stages hold ${deepest} at most.`,
      "Lower the minimum depth, or allow more repeats.",
    );
  return problems;
}

/** What would not fit the numbers a genome and a list of layers are written in; counted before any block is listed. */
function tooManyChoices(space: SearchSpace): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [index, stage] of space.stages.entries()) {
    const blocks = blockCount(stage);
    if (blocks > maxBlocks)
      problems.push({
        field: `stages[${index}].mixers`,
        message: `combine to ${blocks.toLocaleString("en-US")} blocks; a stage may choose from ${maxBlocks.toLocaleString("en-US")} at most.`,
        mend: `Allow fewer mixers than ${stage.mixers.length}, or simpler shapes.`,
      });
  }
  const refs = refsOfSpace(space).length;
  if (refs > maxLayerCodes)
    problems.push({
      field: "stages",
      message: `use ${refs} operators and variants; a space may use ${maxLayerCodes} at most.`,
      mend: "Leave some variants out.",
    });
  return problems;
}

function longestBlock(stage: SearchSpace["stages"][number]): number {
  if (stage.kind === "template") return stage.layers.length;
  const mixers = { single: 1, pair: 4, composite: 4 }[stage.shapes];
  const feed = Math.max(0, ...stage.feeds.map((list) => list.length));
  return Math.max(mixers * (1 + feed), ...(stage.literals ?? []).map((list) => list.length));
}

function illegalSettings(space: SearchSpace): readonly Problem[] {
  const problems: Problem[] = [];
  for (const ref of refsOfSpace(space)) {
    if (!Object.hasOwn(space.base.operators, ref)) {
      problems.push({
        field: `base.operators.${ref}`,
        message: "is missing, but the space uses this operator.",
        mend: "Add its settings, or leave the operator out of the space.",
      });
      continue;
    }
    for (const hiddenSize of space.hiddenSizes) {
      const found = settingsProblem(space, ref, hiddenSize);
      if (found)
        problems.push({
          ...found,
          message: `at hidden size ${hiddenSize} ${found.message}`,
          mend: `${found.mend ?? ""} Or leave ${hiddenSize} out of the hidden sizes.`.trim(),
        });
    }
  }
  return problems;
}

/** True when every operator of a space can be scaled to this hidden size. */
export function legalAtWidth(space: SearchSpace, hiddenSize: number): boolean {
  return refsOfSpace(space).every((ref) => settingsProblem(space, ref, hiddenSize) === undefined);
}

function settingsProblem(space: SearchSpace, ref: LayerRef, hiddenSize: number): Problem | undefined {
  const settings = candidateSettings(space, ref, hiddenSize, {});
  return checkSettings(kindOf(ref), settings, hiddenSize, `base.operators.${ref}`)[0];
}

function attentionProblem(space: SearchSpace, codes: readonly LayerCode[]): Problem | null {
  if (space.minFullAttention === 0 || codes.some((code) => code.isFullAttention)) return null;
  return {
    field: "minFullAttention",
    message: `asks for ${space.minFullAttention} full-attention layers, but no stage allows attention.`,
    mend: "Allow attention in a stage, or set the minimum to 0.",
  };
}

import { type Design, designSchema, type OperatorTable } from "../design/design";
import { countLayers } from "../design/flatten";
import { foldLayers } from "../design/foldLayers";
import { printNotation } from "../design/notation";
import { maxNameLength } from "../design/parseDesign";
import { candidateSettings, type SettingChoices } from "./candidateSettings";
import type { CompiledSpace } from "./compileSpace";
import {
  emptyUnrolled,
  ffnRatioGene,
  type Genome,
  hiddenGene,
  kvGroupGene,
  unroll,
  windowGene,
} from "./genome";

/** The design-wide choices a genome stands for. */
export function choicesOf(space: CompiledSpace, genome: Genome): SettingChoices {
  const { ffnRatios, kvGroups, windows } = space.space;
  return {
    ffnRatio: ffnRatios[genome[ffnRatioGene]!],
    kvGroup: kvGroups[genome[kvGroupGene]!],
    window: windows[genome[windowGene]!],
  };
}

/** The hidden size a genome stands for. */
export function hiddenSizeOf(space: CompiledSpace, genome: Genome): number {
  return space.space.hiddenSizes[genome[hiddenGene]!]!;
}

/** The Design document of a genome, its layers folded into repeated stages. */
export function candidateDesign(space: CompiledSpace, genome: Genome): Design {
  const unrolled = emptyUnrolled(space);
  unroll(space, genome.slice(), unrolled);
  const layers = Array.from(unrolled.layers.subarray(0, unrolled.length), (code) => space.codes[code]!.ref);
  const stages = foldLayers(layers);
  const hiddenSize = hiddenSizeOf(space, genome);
  const choices = choicesOf(space, genome);
  const operators = Object.fromEntries(
    [...countLayers(stages).keys()].map((ref) => [
      ref,
      candidateSettings(space.space, ref, hiddenSize, choices),
    ]),
  ) as OperatorTable;
  const { base } = space.space;
  return {
    ...sharedFields(base),
    schema: designSchema,
    name: `${printNotation(stages)}, ${hiddenSize} wide`.slice(0, maxNameLength),
    hiddenSize,
    stages,
    operators,
  };
}

/** What candidates take from the base unchanged; layers that share weights are bound to the base's own pattern. */
function sharedFields(base: Design): Omit<Design, "schema" | "name" | "hiddenSize" | "stages" | "operators"> {
  const {
    schema: _s,
    name: _n,
    hiddenSize: _h,
    stages: _t,
    operators: _o,
    shareLayers: _w,
    ...shared
  } = base;
  return shared;
}

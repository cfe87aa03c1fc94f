import type { Problem, Result } from "../base/result";
import type { Design } from "../design/design";
import type { TrainingRecipe } from "./recipe";

/** Training stacks a design can be written for, in the order they are shown. */
export const targetIds = [
  "nemotron_flash",
  "megatron",
  "nemotron_h",
  "qwen3",
  "fla",
  "qwen3_5_text",
  "granitemoehybrid",
  "mamba2",
  "llama",
  "design",
] as const;

export type TargetId = (typeof targetIds)[number];

/** A change of the design that removes a reason, ready to be adopted. */
export interface DesignEdit {
  /** The command in words, such as `Set the FFN width to 5504`. */
  readonly label: string;
  readonly design: Design;
}

/** One reason why a target cannot hold a design: where, what and why, and what would make it possible. */
export interface Reason extends Problem {
  /** Offending layers, counted from 1; empty where a field of the whole design is at fault. */
  readonly layers: readonly number[];
  readonly edit?: DesignEdit;
}

/** A text file of an export; the path is relative, with `/` between folders. */
export interface ExportFile {
  readonly path: string;
  readonly text: string;
}

/**
 * One training stack. `check` decides against an allow-list of the target's own, because config classes accept many
 * files their models cannot run; `emit` is only defined for designs that `check` lets pass.
 */
export interface Target {
  readonly id: TargetId;
  readonly name: string;
  /** What it is and what takes it, in one sentence. */
  readonly about: string;
  /** Reasons to refuse the design; empty when the target holds all of it. */
  readonly check: (design: Design) => readonly Reason[];
  /** What the user should know although the design fits. */
  readonly warnings: (design: Design) => readonly string[];
  readonly emit: (design: Design, recipe: TrainingRecipe) => readonly ExportFile[];
  /** Reads emitted files back into a design. */
  readonly readBack: (files: readonly ExportFile[]) => Result<Design>;
  /** Fields of a design the format has no place for; they stay in design.json. */
  readonly omits: readonly OmittedField[];
  /** Packages to install, each with the version that is needed and why. */
  readonly install: (design: Design) => readonly string[];
  /** Commands that start training, one a line, run in the exported folder. */
  readonly commands: readonly string[];
  /** What the user must bring. */
  readonly supplies: readonly string[];
  /** What nobody has tried, to our knowledge. */
  readonly untried: readonly string[];
}

/** Fields that say nothing of the architecture, and those some formats lack. */
export type OmittedField = "name" | "weightNorm" | "training" | "maxPositions";

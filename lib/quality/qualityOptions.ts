import { fail, ok, type Problem, type Result } from "../base/result";
import type { Design } from "../design/design";
import { type Anchor, ancestorOf, anchors, defaultAnchor, findAnchor } from "./anchors";
import { type EffectChoices, findEffect } from "./effects/effects";
import { type QualityShape, qualityShape } from "./qualityShape";
import type { Correction } from "./weights";

/** Tokens of designs that state none: the budget of the paper's studies. */
export const studyTokens = 1e11;

/** What a prediction may be asked with. */
export interface QualityOptions {
  /** Training tokens; absent: the design's own, else 100 B. */
  readonly tokens?: number;
  /** Id of the published model that accuracy hangs on; absent: the design's ancestor, else Qwen3-0.6B. */
  readonly anchor?: string;
  /** Effects switched off or given other weights, by id. */
  readonly effects?: EffectChoices;
  /** Result of the user's own trainings. */
  readonly correction?: Correction;
}

/** Options checked and completed. */
export interface QualityQuestion {
  readonly shape: QualityShape;
  readonly tokens: number;
  readonly anchor: Anchor;
  /** The anchor this design has when nobody chooses one. */
  readonly ownAnchor: Anchor;
  readonly effects: EffectChoices | undefined;
  readonly correction: Correction | undefined;
}

/** Checks what a prediction was asked; the problems say why an answer would be a guess. */
export function readQuestion(design: Design, options: QualityOptions = {}): Result<QualityQuestion> {
  const problems: Problem[] = [];
  const shape = qualityShape(design);
  if (shape.mixers === 0)
    problems.push({
      field: "stages",
      message: "No layer mixes tokens, so the model sees one token at a time and the law does not apply.",
      mend: "Add an attention, state-space or linear attention layer.",
    });
  const tokens = options.tokens ?? design.training?.tokens ?? studyTokens;
  if (!Number.isFinite(tokens) || tokens <= 0)
    problems.push({
      field: "tokens",
      message: `A model trained on ${tokens} tokens has no loss the law could state.`,
      mend: "Give a number of training tokens above 0, such as 1e11.",
    });
  const ownAnchor = ancestorOf(design) ?? defaultAnchor;
  const anchor = options.anchor === undefined ? ownAnchor : findAnchor(options.anchor);
  if (anchor === null)
    problems.push({
      field: "anchor",
      message: `There is no published model ${options.anchor}.`,
      mend: `Known: ${anchors.map(({ id }) => id).join(", ")}.`,
    });
  for (const [id, choice] of Object.entries(options.effects ?? {})) {
    if (findEffect(id) === null)
      problems.push({ field: `effects.${id}`, message: "There is no effect with this id." });
    else if (choice !== "off" && !(Number.isFinite(choice.mean) && choice.sd >= 0 && choice.sd < Infinity))
      problems.push({
        field: `effects.${id}`,
        message: "A weight needs a finite mean and a deviation of at least 0, in nats a token.",
      });
  }
  if (problems.length > 0 || anchor === null) return fail(...problems);
  return ok({ shape, tokens, anchor, ownAnchor, effects: options.effects, correction: options.correction });
}

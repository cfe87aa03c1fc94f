import type { Design } from "../design/design";

/** A value of the recipe and where it comes from: the paper, the design, or a choice of ours. */
export interface Choice<T> {
  readonly value: T;
  readonly origin: "paper" | "design" | "ours";
  readonly because: string;
}

/** How to train a design from scratch. Token counts are in text tokens, without meta tokens. */
export interface TrainingRecipe {
  readonly tokens: Choice<number>;
  readonly sequenceLength: Choice<number>;
  /** Sequences in one optimiser step. */
  readonly batchSequences: Choice<number>;
  /** Optimiser steps of the main phase; a last phase at a longer context comes after them. */
  readonly steps: number;
  readonly warmupSteps: Choice<number>;
  readonly peakLearningRate: Choice<number>;
  readonly finalLearningRate: Choice<number>;
  readonly schedule: Choice<"cosine">;
  readonly betas: Choice<readonly [number, number]>;
  readonly weightDecay: Choice<number>;
  readonly gradientClip: Choice<number>;
  /** Sequences one GPU holds at once; raise it until memory is full. */
  readonly sequencesPerGpu: Choice<number>;
  /** A last phase at a longer context, as published for designs of that length; null otherwise. */
  readonly longContext: Choice<{ readonly tokens: number; readonly sequenceLength: number }> | null;
}

/** What the user may set; everything else follows. */
export interface RecipeWishes {
  readonly tokens?: number;
  readonly sequenceLength?: number;
  /** Tokens in one optimiser step. */
  readonly batchTokens?: number;
}

const paper = (what: string) => `${what} (arXiv:2511.18890)`;

/** Tokens of the paper's architecture studies, used where neither user nor design names a number. */
const studyTokens = 1e11;
/** The paper's batch, in tokens: 2M as 512 sequences of 4,096. */
const paperBatchTokens = 2 ** 21;
const paperSequence = 4096;

/** Derives a recipe: the paper's values, bounded by what the design can take. */
export function recipeFor(design: Design, wishes: RecipeWishes = {}): TrainingRecipe {
  const tokens = tokensFor(design, wishes.tokens);
  const sequenceLength = sequenceFor(design, wishes.sequenceLength);
  const batchTokens = wishes.batchTokens ?? paperBatchTokens;
  const sequences = Math.max(1, Math.round(batchTokens / sequenceLength.value));
  const longContext = longContextFor(design, tokens.value, sequenceLength.value);
  // The last phase is part of the tokens, so the main one does without them.
  const mainTokens = tokens.value - (longContext?.value.tokens ?? 0);
  const steps = Math.max(1, Math.ceil(mainTokens / (sequences * sequenceLength.value)));
  return {
    tokens,
    sequenceLength,
    batchSequences: {
      value: sequences,
      origin: wishes.batchTokens === undefined ? "paper" : "ours",
      because:
        wishes.batchTokens === undefined
          ? paper(
              `${(sequences * sequenceLength.value).toLocaleString("en-US")} tokens a step, for the paper's 2M`,
            )
          : "as asked for",
    },
    steps,
    warmupSteps: {
      value: Math.min(2000, Math.ceil(steps / 100)),
      origin: "ours",
      because: "the paper states no warm-up; 1 % of the steps, at most 2,000",
    },
    peakLearningRate: { value: 1e-3, origin: "paper", because: paper("1e-3") },
    finalLearningRate: {
      value: 1e-5,
      origin: "ours",
      because: "the paper states no final rate; 1 % of the peak",
    },
    schedule: { value: "cosine", origin: "paper", because: paper("cosine") },
    betas: { value: [0.9, 0.95], origin: "ours", because: "not published; usual for language models" },
    weightDecay: { value: 0, origin: "paper", because: paper("AdamW without weight decay") },
    gradientClip: { value: 1, origin: "ours", because: "not published; usual for language models" },
    sequencesPerGpu: {
      value: 1,
      origin: "ours",
      because: "fits wherever weights and optimiser state fit; raise it until memory is full",
    },
    longContext,
  };
}

function tokensFor(design: Design, wished: number | undefined): Choice<number> {
  if (wished !== undefined) return { value: wished, origin: "ours", because: "as asked for" };
  if (design.training !== undefined)
    return { value: design.training.tokens, origin: "design", because: "the design's training tokens" };
  return { value: studyTokens, origin: "paper", because: paper("100B, as in its architecture studies") };
}

function sequenceFor(design: Design, wished: number | undefined): Choice<number> {
  const limit = design.maxPositions ?? Number.POSITIVE_INFINITY;
  const room = Math.max(1, limit - (design.metaTokens ?? 0));
  const value = wished ?? paperSequence;
  if (value > room)
    return {
      value: room,
      origin: "design",
      because: "the design's maximum positions, less its meta tokens",
    };
  if (wished !== undefined) return { value, origin: "ours", because: "as asked for" };
  return { value, origin: "paper", because: paper("context 4,096") };
}

/** The paper trains its last 25B of 4.5T tokens at context 29,000. */
function longContextFor(design: Design, tokens: number, sequence: number): TrainingRecipe["longContext"] {
  const reach = (design.maxPositions ?? 0) - (design.metaTokens ?? 0);
  const share = 25e9;
  if (reach < 2 * sequence || tokens < 10 * share) return null;
  return {
    value: { tokens: share, sequenceLength: Math.min(29_000, reach) },
    origin: "paper",
    because: paper("the last 25B tokens at context 29,000"),
  };
}

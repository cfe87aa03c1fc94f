import { type HeldCount, walkDepth } from "../cost/depthWidth";
import type { Design } from "../design/design";
import { expectedLoss, lossDifference, z90 } from "./lossDifference";
import { type QualityOptions, studyTokens } from "./qualityOptions";
import { qualityShape } from "./qualityShape";
import { weightsFor } from "./weights";

/** One depth along constant parameters. */
export interface DepthPoint {
  readonly blocks: number;
  readonly design: Design;
  readonly hiddenSize: number;
  /** Predicted loss, nats a token. */
  readonly loss: number;
  /** Loss less that of the best depth shown, with the 90 % interval of the difference. */
  readonly behindBest: { readonly value: number; readonly lo: number; readonly hi: number };
  /** Milliseconds of the workload, null where no latency was asked or known. */
  readonly latencyMs: number | null;
  readonly withinBudget: boolean;
  /** Part of the latency-optimal region: within the budget and no worse than the best such depth beyond the tie. */
  readonly optimal: boolean;
}

export interface DepthWidthCurve {
  readonly points: readonly DepthPoint[];
  /** Depth of least loss within the budget, null when none is. */
  readonly best: number | null;
}

export interface DepthWidthQuestion extends QualityOptions {
  readonly blocks: readonly number[];
  readonly hold: HeldCount;
  /** Latency of a design in milliseconds on the chosen device and workload, null where unknown. */
  readonly latencyMs?: (design: Design) => number | null;
  /** Latency budget in milliseconds; absent means none. */
  readonly budgetMs?: number;
}

/** Loss and latency of a design walked along constant parameters, with the region that is best for the budget. */
export function depthWidthCurve(origin: Design, question: DepthWidthQuestion): DepthWidthCurve {
  const tokens = question.tokens ?? origin.training?.tokens ?? studyTokens;
  const weights = weightsFor(question.effects, question.correction);
  const walked = question.blocks
    .map((blocks) => walkDepth(origin, blocks, { hold: question.hold }).design)
    .map((design) => ({ design, shape: qualityShape(design) }))
    .filter(({ shape }) => shape.mixers > 0)
    .map(({ design, shape }) => {
      const latencyMs = question.latencyMs?.(design) ?? null;
      return {
        design,
        shape,
        latencyMs,
        loss: expectedLoss(shape, tokens, weights),
        withinBudget:
          question.budgetMs === undefined || (latencyMs !== null && latencyMs <= question.budgetMs),
      };
    });
  const least = leastLoss(walked);
  const affordable = leastLoss(walked.filter(({ withinBudget }) => withinBudget));
  if (least === null) return { points: [], best: null };
  return {
    points: walked.map(({ design, shape, latencyMs, loss, withinBudget }) => {
      const toBest = lossDifference(shape, least.shape, tokens, weights);
      return {
        blocks: shape.depth,
        design,
        hiddenSize: design.hiddenSize,
        loss,
        behindBest: {
          value: toBest.mean,
          lo: toBest.mean - z90 * toBest.sd,
          hi: toBest.mean + z90 * toBest.sd,
        },
        latencyMs,
        withinBudget,
        optimal: withinBudget && affordable !== null && loss - affordable.loss <= flatWithin,
      };
    }),
    best: affordable?.shape.depth ?? null,
  };
}

/** Depths within 0.004 nats of the best are one flat optimum: the law resolves no finer. */
export const flatWithin = 0.004;

function leastLoss<T extends { readonly loss: number }>(points: readonly T[]): T | null {
  return points.reduce<T | null>(
    (best, point) => (best === null || point.loss < best.loss ? point : best),
    null,
  );
}

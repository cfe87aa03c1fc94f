import { parameterTable, sumParameters } from "../../cost/parameters";
import type { Design } from "../../design/design";
import { flatWithin } from "../depthWidthCurve";
import { expectedLoss } from "../lossDifference";
import { studyTokens } from "../qualityOptions";
import { qualityShape } from "../qualityShape";
import { weightsFor } from "../weights";
import { searchPhaseDesign } from "./searchPhase";
import type { Study } from "./study";

/** Depths the curve is drawn at, in blocks; the paper trained 6, 12, 18, 24 and 30. */
const drawnDepths = [4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 30, 36] as const;
/** The paper's one printed point: at a limit of 3 s the best depth is 12. */
export const studyLimitMs = 3000;
const publishedBestDepth = 12;
const widthStep = 64;

/** The widest model of one depth that meets the latency limit. */
export interface DepthAtLimit {
  readonly blocks: number;
  readonly design: Design;
  readonly parameters: number;
  readonly latencyMs: number;
  /** Predicted loss at 100 B tokens, nats a token. */
  readonly loss: number;
}

/** What the depth-width study says on one runtime stack. */
export interface DepthStudyCurve {
  readonly points: readonly DepthAtLimit[];
  /** Depth of least predicted loss, null when no depth meets the limit. */
  readonly best: number | null;
  /** Shallowest and deepest depth within 0.004 nats of the best. */
  readonly flat: readonly [number, number] | null;
}

/**
 * For each depth the widest Llama-style model whose decode of 1k tokens meets the limit, and its predicted loss: the
 * paper's selection rule. `latencyMs` gives a design's latency, null where it is unknown.
 */
export function depthStudyCurve(
  latencyMs: (design: Design) => number | null,
  limitMs: number = studyLimitMs,
): DepthStudyCurve {
  const weights = weightsFor(undefined, undefined);
  const points = drawnDepths.flatMap((blocks): readonly DepthAtLimit[] => {
    const widest = widestWithin(blocks, latencyMs, limitMs);
    if (widest === null) return [];
    return [
      {
        blocks,
        design: widest.design,
        parameters: sumParameters(parameterTable(widest.design)).total,
        latencyMs: widest.latencyMs,
        loss: expectedLoss(qualityShape(widest.design), studyTokens, weights),
      },
    ];
  });
  if (points.length === 0) return { points, best: null, flat: null };
  const least = Math.min(...points.map(({ loss }) => loss));
  const flat = points.filter(({ loss }) => loss - least <= flatWithin).map(({ blocks }) => blocks);
  return {
    points,
    best: points.find(({ loss }) => loss === least)!.blocks,
    flat: [Math.min(...flat), Math.max(...flat)],
  };
}

/** Bisects the width, as latency grows with it. */
function widestWithin(
  blocks: number,
  latencyMs: (design: Design) => number | null,
  limitMs: number,
): { readonly design: Design; readonly latencyMs: number } | null {
  let fitting: { readonly design: Design; readonly latencyMs: number } | null = null;
  let low = 1;
  let high = 128;
  while (low <= high) {
    const steps = Math.floor((low + high) / 2);
    const design = searchPhaseDesign(
      `${blocks} blocks of ${steps * widthStep}`,
      steps * widthStep,
      ["attention", "ffn"],
      blocks,
    );
    const latency = latencyMs(design);
    if (latency === null) return null;
    if (latency <= limitMs) {
      fitting = { design, latencyMs: latency };
      low = steps + 1;
    } else high = steps - 1;
  }
  return fitting;
}

/** The depth-width study as a page, with latencies of the caller's device model for an A100. */
export function depthWidthStudy(latencyMs: (design: Design) => number | null): Study {
  const curve = depthStudyCurve(latencyMs);
  const band = curve.flat;
  return {
    id: "depth-width",
    title: "Depth and width",
    setup:
      "Llama-style models of 6 to 30 blocks and several widths, 100 B tokens of Smollm-corpus; decode of 1k tokens at batch 1 on an A100.",
    metric: "Best depth in blocks at a limit of 3 s",
    method:
      "At each depth the widest model (steps of 64) that decodes 1k tokens within 3 s by the latency model; of these the one of least predicted loss at 100 B tokens. The interval is the range of depths within 0.004 nats of it.",
    rows: [
      {
        id: "limit-3s",
        label: "Best depth under 3 s",
        design: curve.points.find(({ blocks }) => blocks === curve.best)?.design ?? null,
        published: publishedBestDepth,
        predicted:
          curve.best === null || band === null ? null : { value: curve.best, lo: band[0], hi: band[1] },
        error: curve.best === null ? null : curve.best - publishedBestDepth,
        remark: curve.best === null ? "The latency model has no profile for this device." : null,
      },
    ],
    summary: curve.points.map(({ blocks, loss }) => ({
      label: `Predicted loss at ${blocks} blocks`,
      predicted: loss,
      published: null,
    })),
    unpredicted: [
      "The paper's coefficients, widths and single points are not published; its law is fitted to perplexity on another corpus.",
    ],
    source: "arXiv:2511.18890 section 3.1",
  };
}

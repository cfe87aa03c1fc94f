import { useEffect, useState } from "react";
import type { HeldCount } from "@/lib/cost/depthWidth";
import type { Design } from "@/lib/design/design";
import { layerCount } from "@/lib/design/flatten";
import { depthWidthCurve } from "@/lib/quality/depthWidthCurve";

/** Depths that are best for a budget, in blocks. */
export interface OptimalDepths {
  readonly from: number;
  readonly to: number;
  readonly budgetMs: number;
}

/** Depths tried between the shallowest and the deepest. */
const triedDepths = 18;
/** Pause after the last change before the region is worked out: it must not slow a drag. */
const settleMs = 250;

/**
 * The paper's rule (arXiv:2511.18890, section 3.1): among models of the held size that take no longer than this one,
 * the depths of least predicted loss. Null until it is known, or where the latency is not.
 */
export function useOptimalDepths(
  origin: Design,
  hold: HeldCount,
  latencyMs: (design: Design) => number | null,
  deepest: number,
): OptimalDepths | null {
  const [region, setRegion] = useState<OptimalDepths | null>(null);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const budgetMs = latencyMs(origin);
      if (budgetMs === null) {
        setRegion(null);
        return;
      }
      const blocks = Array.from({ length: triedDepths }, (_, place) =>
        Math.max(2, Math.round(2 * (deepest / 2) ** (place / (triedDepths - 1)))),
      );
      const own = layerCount(origin.stages) / 2;
      const depths = depthWidthCurve(origin, {
        blocks: [...new Set([...blocks, own])],
        hold,
        latencyMs,
        budgetMs,
      })
        .points.filter(({ optimal }) => optimal)
        .map((point) => point.blocks);
      setRegion(
        depths.length === 0 ? null : { from: Math.min(...depths), to: Math.max(...depths), budgetMs },
      );
    }, settleMs);
    return () => window.clearTimeout(timer);
  }, [origin, hold, latencyMs, deepest]);
  return region;
}

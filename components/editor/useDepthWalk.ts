import { useCallback, useState } from "react";
import { commands, workbench } from "@/components/shell/session";
import { type HeldCount, walkDepth } from "@/lib/cost/depthWidth";
import { walkAtLatency } from "@/lib/cost/walkAtLatency";
import type { Design } from "@/lib/design/design";
import { layerCount } from "@/lib/design/flatten";

/** What stays while depth and width change: a parameter count, or the predicted latency. */
export type Held = HeldCount | "latency";

/** What a step of the walk came to. */
interface Reached {
  readonly design: Design;
  readonly changes: readonly string[];
}

interface Walk {
  /** The design the walk started from: it stays while the design is what the walk made of it. */
  readonly origin: Design;
  readonly reached: Design;
  readonly changes: readonly string[];
}

/**
 * Walks the design along a held quantity. Every step starts from the same origin, so that nothing drifts by snapping
 * and the way back leads to where it began; an edit made elsewhere makes a new origin.
 */
export function useDepthWalk(design: Design, held: Held, latencyMs: (design: Design) => number | null) {
  const [walk, setWalk] = useState<Walk>({ origin: design, reached: design, changes: [] });
  const current = walk.reached === design ? walk : { origin: design, reached: design, changes: [] };
  const { origin } = current;

  const move = useCallback(
    (blocks: number) => {
      const result = stepTo(origin, blocks, held, latencyMs);
      if (result === null) {
        setWalk({ origin, reached: workbench.getState().document.design, changes: [noWidth] });
        return;
      }
      commands.beginGesture(`Walk to ${layerCount(result.design.stages) / 2} blocks`);
      commands.updateGesture((document) => ({ ...document, design: result.design }));
      setWalk({ origin, reached: workbench.getState().document.design, changes: result.changes });
    },
    [origin, held, latencyMs],
  );
  return { origin, changes: current.changes, move, commit: commands.commitGesture };
}

const noWidth = "No legal width at this depth keeps the latency, or the latency is not known here.";

function stepTo(
  origin: Design,
  blocks: number,
  held: Held,
  latencyMs: (design: Design) => number | null,
): Reached | null {
  switch (held) {
    case "latency":
      return 2 * blocks === layerCount(origin.stages)
        ? { design: origin, changes: [] }
        : walkAtLatency(origin, blocks, latencyMs);
    case "total":
    case "nonEmbedding":
      return walkDepth(origin, blocks, { hold: held });
  }
}

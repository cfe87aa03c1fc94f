import { useCallback, useState } from "react";
import { commands, workbench } from "@/components/shell/session";
import { type DepthWalk, type HeldCount, walkDepth } from "@/lib/cost/depthWidth";
import type { Design } from "@/lib/design/design";
import { layerCount } from "@/lib/design/flatten";

/** What stays while depth and width change. */
export type Held = HeldCount;

interface Walk {
  /** The design the walk started from: it stays while the design is what the walk made of it. */
  readonly origin: Design;
  readonly reached: Design;
  readonly result: DepthWalk | null;
}

/**
 * Walks the design along a held quantity. Every step starts from the same origin, so that nothing drifts by snapping
 * and the way back leads to where it began; an edit made elsewhere makes a new origin.
 */
export function useDepthWalk(design: Design, held: Held) {
  const [walk, setWalk] = useState<Walk>({ origin: design, reached: design, result: null });
  const current = walk.reached === design ? walk : { origin: design, reached: design, result: null };

  const move = useCallback(
    (blocks: number) => {
      const result = walkDepth(current.origin, blocks, { hold: held });
      commands.beginGesture(`Walk to ${layerCount(result.design.stages) / 2} blocks`);
      commands.updateGesture((document) => ({ ...document, design: result.design }));
      setWalk({ origin: current.origin, reached: workbench.getState().document.design, result });
    },
    [current.origin, held],
  );
  const commit = useCallback(() => {
    commands.commitGesture();
  }, []);
  return { origin: current.origin, result: current.result, move, commit };
}

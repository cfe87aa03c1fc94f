import { useCallback, useState } from "react";
import { commands, workbench } from "@/components/shell/session";
import { ok, type Result } from "@/lib/base/result";
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
      if (!result.ok) {
        const changes = result.problems.map(({ message }) => message);
        setWalk({ origin, reached: workbench.getState().document.design, changes });
        return;
      }
      const { design: walked, changes } = result.value;
      commands.beginGesture(`Walk to ${layerCount(walked.stages) / 2} blocks`);
      commands.updateGesture((document) => ({ ...document, design: walked }));
      setWalk({ origin, reached: workbench.getState().document.design, changes });
    },
    [origin, held, latencyMs],
  );
  return { origin, changes: current.changes, move, commit: commands.commitGesture };
}

function stepTo(
  origin: Design,
  blocks: number,
  held: Held,
  latencyMs: (design: Design) => number | null,
): Result<Reached> {
  switch (held) {
    case "latency":
      return 2 * blocks === layerCount(origin.stages)
        ? ok({ design: origin, changes: [] })
        : walkAtLatency(origin, blocks, latencyMs);
    case "total":
    case "nonEmbedding":
      return ok(walkDepth(origin, blocks, { hold: held }));
  }
}

"use client";

import { memo } from "react";
import { commands } from "@/components/shell/session";
import type { Stage } from "@/lib/design/design";
import { type InsertionPoint, type LayerPosition, samePosition } from "@/lib/design/edit/laneEdit";
import { insertionWords, positionWords } from "@/lib/design/edit/layerWords";
import type { LayerShares } from "@/lib/store/layerShares";
import { LaneGap } from "./LaneGap";
import { LayerChip } from "./LayerChip";

interface LaneStageProps {
  readonly stages: readonly Stage[];
  readonly place: number;
  readonly selected: readonly LayerPosition[];
  readonly tabStop: LayerPosition;
  readonly shares: LayerShares;
  /** The largest share of any layer of the lane: the full length of a bar. */
  readonly largestShare: number;
  readonly measureWords: string;
}

/** Layers have no identity but their place. */
const positionKey = ({ stage, index }: LayerPosition) => `${stage}.${index}`;

/** A stage under its repeat bracket, as a volta in a score: the layers once, and how often they are played. */
export const LaneStage = memo(function LaneStage(props: LaneStageProps) {
  const { stages, place, selected, tabStop, shares, largestShare, measureWords } = props;
  const stage = stages[place];
  if (stage === undefined) return null;
  const gap = (point: InsertionPoint, after = false) => (
    <LaneGap
      kind={point.kind}
      after={after}
      stage={point.stage}
      index={point.kind === "inside" ? point.index : 0}
      label={insertionWords(stages, point)}
    />
  );
  const whole = stage.layers.map((_, index) => ({ stage: place, index }));
  return (
    <li className="lane-stage" data-repeat={stage.repeat}>
      {gap({ kind: "between", stage: place })}
      <button
        type="button"
        className="lane-bracket"
        data-repeats={stage.repeat > 1 || undefined}
        aria-label={`Select stage ${place + 1}: ${stage.layers.length} layers, repeated ${stage.repeat} times`}
        onClick={() => commands.select({ layers: whole })}
      >
        <span className="tabular">×{stage.repeat}</span>
      </button>
      <ol className="lane-layers" aria-label={`Stage ${place + 1}, repeated ${stage.repeat} times`}>
        {stage.layers.map((operator, index) => {
          const position = { stage: place, index };
          const share = shares.get(operator);
          return (
            <li key={positionKey(position)} className="lane-cell">
              {gap({ kind: "inside", stage: place, index })}
              <LayerChip
                operator={operator}
                stage={place}
                index={index}
                place={positionWords(stages, position)}
                selected={selected.some((other) => samePosition(other, position))}
                tabbable={samePosition(tabStop, position)}
                level={share === undefined || largestShare === 0 ? null : share / largestShare}
                levelText={share === undefined ? "" : `${(100 * share).toFixed(1)} % of ${measureWords}`}
              />
              {index === stage.layers.length - 1 &&
                gap({ kind: "inside", stage: place, index: stage.layers.length }, true)}
            </li>
          );
        })}
      </ol>
      {place === stages.length - 1 && gap({ kind: "between", stage: stages.length }, true)}
    </li>
  );
});

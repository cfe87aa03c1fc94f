import { type Anchor, findAnchor } from "./anchors";
import { type Correction, ownScoreId } from "./weights";

/** What the average of a design hangs on: its score is `mappedScore(model.cr6, L(model) + headStart − L(design))`. */
export interface ScoreReference {
  /** The published model from whose score and predicted loss the design's are counted. */
  readonly model: Anchor;
  /** Nats a token that are added to the gain. */
  readonly headStart: number;
  /** Deviation of `headStart`, nats a token. */
  readonly sd: number;
}

/**
 * The reference of a score that was asked on an anchor. Without own scores it is the anchor itself. Own scores set the user's
 * recipe against that of the anchor they were read with, and hang on that one whatever is asked: on another the offset would
 * count the published gap between two other people's recipes as the user's.
 */
export function scoreReference(anchor: Anchor, correction: Correction | undefined): ScoreReference {
  const readWith = correction?.anchor == null ? null : findAnchor(correction.anchor);
  if (correction === undefined || readWith === null) return { model: anchor, headStart: 0, sd: 0 };
  const place = correction.ids.indexOf(ownScoreId);
  return {
    model: readWith,
    headStart: -correction.mean[place]!,
    sd: Math.sqrt(correction.covariance[place * correction.ids.length + place]!),
  };
}

import type { Design } from "../design/design";
import { mappedScore } from "./accuracyMap";
import { ancestorOf, defaultAnchor, findAnchor } from "./anchors";
import { expectedLoss } from "./lossDifference";
import { type QualityOptions, studyTokens } from "./qualityOptions";
import { qualityShape } from "./qualityShape";
import { scoreReference } from "./scoreReference";
import { weightsFor } from "./weights";

/**
 * The central values of `predictQuality` without bands, for searches over many designs: loss in nats a token and
 * commonsense average in percent. Null where the law cannot speak of
 * the design, the tokens or the anchor. Choices of effects are taken as they are: `predictQuality` checks those once for a search.
 */
export function expectedQuality(
  design: Design,
  options: QualityOptions = {},
): { readonly loss: number; readonly cr6: number } | null {
  const shape = qualityShape(design);
  const tokens = options.tokens ?? design.training?.tokens ?? studyTokens;
  const anchor =
    options.anchor === undefined ? (ancestorOf(design) ?? defaultAnchor) : findAnchor(options.anchor);
  if (shape.mixers === 0 || !(tokens > 0 && tokens < Infinity) || anchor === null) return null;
  const weights = weightsFor(options.effects, options.correction);
  const loss = expectedLoss(shape, tokens, weights);
  const { model, headStart } = scoreReference(anchor, options.correction);
  const gain = expectedLoss(qualityShape(model.design), tokens, weights) - loss;
  return { loss, cr6: mappedScore(model.cr6, gain + headStart) };
}

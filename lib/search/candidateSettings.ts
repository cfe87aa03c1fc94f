import { nearestDivisor, nearestMultiple } from "../base/nearest";
import type { AttentionSettings, OperatorSettings } from "../design/design";
import { kindOf, type LayerRef, type OperatorKind } from "../design/operatorKinds";
import { scaleSettings } from "../design/scaleSettings";
import { settingsOf } from "../design/settingsOf";
import type { SearchSpace } from "./space";

/** Design-wide choices; an absent one keeps the base's. */
export interface SettingChoices {
  readonly ffnRatio?: number;
  readonly kvGroup?: number;
  readonly window?: number;
}

/** FFN widths are multiples of this, as in the paper's models. */
const ffnStep = 128;

/** The settings of an operator in a candidate: the base's, scaled to the hidden size, with the design-wide choices. */
export function candidateSettings(
  space: SearchSpace,
  ref: LayerRef,
  hiddenSize: number,
  choices: SettingChoices,
): OperatorSettings[OperatorKind] {
  const { base } = space;
  const width = hiddenSize / base.hiddenSize;
  const scaled = scaleSettings(ref, settingsOf(base, ref), {
    width,
    hiddenSize,
    feedForward: width,
    step: hiddenSize === base.hiddenSize ? 1 : Math.min(ffnStep, base.hiddenSize),
  });
  switch (kindOf(ref)) {
    case "ffn":
      return choices.ffnRatio === undefined
        ? scaled
        : {
            ...(scaled as OperatorSettings["ffn"]),
            intermediateSize: Math.max(ffnStep, nearestMultiple(choices.ffnRatio * hiddenSize, ffnStep)),
          };
    case "attention":
      return grouped(scaled as OperatorSettings["attention"], choices.kvGroup);
    case "swa": {
      const settings = grouped(scaled as OperatorSettings["swa"], choices.kvGroup);
      return choices.window === undefined ? settings : { ...settings, window: choices.window };
    }
    default:
      return scaled;
  }
}

function grouped<S extends AttentionSettings>(settings: S, group: number | undefined): S {
  if (group === undefined) return settings;
  return {
    ...settings,
    kvHeads: nearestDivisor(settings.heads, Math.max(1, Math.round(settings.heads / group))),
  };
}

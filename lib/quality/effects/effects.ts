import type { Effect } from "./effect";
import { experts } from "./experts";
import { attentionShare, linearMixing, windowMixing } from "./mixing";
import { operatorEffects } from "./operatorOffsets";
import { placement } from "./placement";
import { slidingWindow, windowOnly } from "./slidingWindow";
import { metaTokens, noFeedForward, weightNorm } from "./training";

/** Every effect of the quality model, in the order a waterfall shows them. They are assumed to add. */
export const effects: readonly Effect[] = [
  experts,
  ...operatorEffects,
  slidingWindow,
  windowOnly,
  attentionShare,
  placement,
  linearMixing,
  windowMixing,
  noFeedForward,
  metaTokens,
  weightNorm,
];

/** The effect with this id, or null. */
export function findEffect(id: string): Effect | null {
  return effects.find((effect) => effect.id === id) ?? null;
}

/** What a user says of an effect: leave it out, or take this weight instead. */
export type EffectChoice = "off" | { readonly mean: number; readonly sd: number };

/** Choices by effect id; effects not named keep the weight of the literature. */
export type EffectChoices = Readonly<Record<string, EffectChoice>>;

/** The effects as chosen: switched-off ones left out, own weights in place. */
export function chosenEffects(choices: EffectChoices | undefined): readonly Effect[] {
  if (choices === undefined) return effects;
  return effects.flatMap((effect) => {
    const choice = choices[effect.id];
    if (choice === undefined) return [effect];
    if (choice === "off") return [];
    return [{ ...effect, mean: choice.mean, sd: choice.sd, provenance: "Weight entered by the user." }];
  });
}

import { flattenLayers } from "../../design/flatten";
import { kindOf } from "../../design/operatorKinds";
import { operators } from "../../design/operators/registry";
import type { Check } from "../check";
import { editWhenAsked, withFfnInEveryBlock } from "../edits";
import { enumeration } from "../enumeration";

/** Refuses designs that are not mixer, FFN, mixer, FFN …: one reason for bare mixers, one for stray FFNs. */
export function checkBlocks(check: Check): void {
  const { design, stack } = check;
  const layers = flattenLayers(design);
  const isMixer = (place: number) => {
    const layer = layers[place];
    return layer !== undefined && operators[kindOf(layer)].role === "mixer";
  };
  const bare: number[] = [];
  const stray: number[] = [];
  layers.forEach((_, place) => {
    if (isMixer(place)) {
      if (place + 1 === layers.length || isMixer(place + 1)) bare.push(place + 1);
    } else if (!isMixer(place - 1)) stray.push(place + 1);
  });
  const edit = editWhenAsked("Make every block one mixer and one FFN", () => withFfnInEveryBlock(design));
  const canPair = layers.some((_, place) => isMixer(place));
  const report = (found: readonly number[], what: string) => {
    if (found.length === 0) return;
    const shown = found.length > 12 ? [...found.slice(0, 11), `${found.length - 11} more`] : found;
    check.add({
      field: "stages",
      layers: found,
      message: `${found.length === 1 ? "Layer" : "Layers"} ${enumeration(shown.map(String))}: ${what}; ${stack} has blocks of one mixer and one FFN.`,
      mend: "Nemotron-Flash, Megatron-LM and NemotronH take mixers and FFNs in any order.",
      ...(canPair && { edit }),
    });
  };
  report(bare, "a mixer without an FFN after it");
  report(stray, "an FFN without a mixer before it");
}

import type { FittedOffsets } from "../fit/operatorContrasts";
import fittedJson from "../operatorOffsets.fitted.json";

/** Operator offsets fitted by `npm run fit:quality` on published contrasts, with and without the paper under study. */
export interface FittedOperatorOffsets {
  readonly provenance: string;
  readonly all: FittedOffsets;
  readonly withoutPaper: FittedOffsets;
}

export const fittedOperatorOffsets = fittedJson as FittedOperatorOffsets;

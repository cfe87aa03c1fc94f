import type { Design } from "../../design/design";
import { depthWidthStudy } from "./depthWidth";
import { latencyMatchedStudy } from "./latencyMatched";
import { operatorStudy } from "./operatorStudy";
import { metaTokenStudy, weightNormStudy } from "./pairedStudies";
import { searchStudy } from "./searchStudy";
import type { Study } from "./study";
import { tableSixStudy } from "./tableSix";

/**
 * Every study of the paper with this app's predictions, in the paper's order. `latencyMs` gives the latency of a design
 * in the depth study's conditions (1k tokens, batch 1, A100), null where it is unknown.
 */
export function paperStudies(latencyMs: (design: Design) => number | null): readonly Study[] {
  return [
    depthWidthStudy(latencyMs),
    operatorStudy(),
    latencyMatchedStudy(),
    searchStudy(),
    weightNormStudy(),
    metaTokenStudy(),
    tableSixStudy(),
  ];
}

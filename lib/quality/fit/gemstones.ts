import { readCsvTable } from "../../base/csvTable";
import type { BackbonePoint } from "../backboneForm";

/** One checkpoint of a training run. */
export interface TrainedPoint extends BackbonePoint {
  /** `width x depth`, the unit of resampling and of holding out. */
  readonly shape: string;
  readonly loss: number;
}

/** Fewest tokens that the law is asked to describe; earlier checkpoints are still in their transient. */
const leastTokens = 2e10;

/**
 * Constant-rate checkpoints of the Gemstones models from `gemstones_depth_width_loss.csv`. Their `params_active`
 * counts an untied embedding of 50,304 rows, so it is N_eff as it stands.
 */
export function readGemstones(csv: string): readonly TrainedPoint[] {
  return readCsvTable(csv)
    .rows.filter((row) => row.set === "hot_every10B" && Number(row.tokens) >= leastTokens)
    .map((row) => ({
      shape: `${row.width}x${row.depth}`,
      width: Number(row.width),
      depth: Number(row.depth),
      effectiveParameters: Number(row.params_active),
      tokens: Number(row.tokens),
      loss: Number(row.final_loss),
    }));
}

import { readCsvTable } from "../../base/csvTable";
import { levenbergMarquardt } from "./levenbergMarquardt";

/** A checkpoint with its loss (nats a token on Dolma) and commonsense average (fraction). */
export interface ScoredPoint {
  readonly shape: string;
  readonly loss: number;
  readonly cr6: number;
}

/** Reads `gemstones_evals_and_loss.csv`. */
export function readScoredPoints(csv: string): readonly ScoredPoint[] {
  return readCsvTable(csv).rows.map((row) => ({
    shape: `${row.width}x${row.depth}`,
    loss: Number(row.loss_dolma_val),
    cr6: Number(row.avg_cr6),
  }));
}

/** CR6 = floor + scale·exp(-rate·(loss - 3)), all in percent. */
export interface AccuracyMap {
  readonly floor: number;
  readonly scale: number;
  readonly rate: number;
  /** Root mean square error over the fitted checkpoints, in points. */
  readonly rmse: number;
}

/** Fits the map from loss to commonsense average by robust least squares. */
export function fitAccuracyMap(points: readonly ScoredPoint[]): AccuracyMap {
  const { parameters } = levenbergMarquardt(
    (free) => (row, gradient) => {
      const point = points[row]!;
      const rise = free[1]! * Math.exp(-free[2]! * (point.loss - 3));
      gradient[0] = 1;
      gradient[1] = rise / free[1]!;
      gradient[2] = -rise * (point.loss - 3);
      return free[0]! + rise - 100 * point.cr6;
    },
    Float64Array.of(34, 8, 1.7),
    { observations: points.length, huber: 1 },
  );
  const [floor, scale, rate] = parameters as unknown as [number, number, number];
  let squares = 0;
  for (const { loss, cr6 } of points)
    squares += (floor + scale * Math.exp(-rate * (loss - 3)) - 100 * cr6) ** 2;
  return { floor, scale, rate, rmse: Math.sqrt(squares / points.length) };
}

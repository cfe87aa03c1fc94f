import type { ModelFigures } from "./modelFigures";

/** A design at one depth on a line of constant parameters. */
export interface IsoPoint {
  readonly blocks: number;
  readonly figures: ModelFigures;
}

/** Designs of one number of parameters at rising depth. */
export interface IsoLine {
  readonly id: string;
  readonly parameters: number;
  /** True for the line the design in hand is on. */
  readonly own: boolean;
  readonly points: readonly IsoPoint[];
}

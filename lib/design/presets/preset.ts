import type { Design } from "../design";

/** A published model as a design one can start from. */
export interface Preset {
  /** The model's name in lower case. */
  readonly id: string;
  readonly name: string;
  readonly design: Design;
  /** Its id among published models, where it has published scores. */
  readonly publishedId?: string;
  /** Where the sizes come from. */
  readonly source: string;
  /** What the source leaves open and this preset takes as true; empty when nothing. */
  readonly assumptions: readonly string[];
}

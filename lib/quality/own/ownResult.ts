import type { Design } from "../../design/design";

/** One training of the user's: a design, its tokens, and what was measured. */
export interface OwnResult {
  readonly label: string;
  readonly design: Design;
  readonly tokens: number;
  /** Validation loss, nats a token, on one corpus for all results. */
  readonly loss: number | null;
  /** Average of the six commonsense tasks, percent. */
  readonly cr6: number | null;
}

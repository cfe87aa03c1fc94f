import type { Result } from "../../base/result";
import type { Design } from "../design";
import type { ConfigReader } from "./configReader";

/** A design read from a config, with an account of how. */
export interface ImportedDesign {
  readonly design: Design;
  /** The config's model type. */
  readonly family: string;
  /** Fields that shaped the design. */
  readonly read: readonly string[];
  /** What the config leaves to defaults or to the model code, as sentences. */
  readonly assumed: readonly string[];
  /** Fields that change no size, bytes or FLOPs (initialisation, token ids, dropout …), and so are not kept. */
  readonly ignored: readonly string[];
}

/** One family of configs: maps a config to a design or refuses it. */
export interface ConfigFamily {
  /** Values of `model_type` it reads. */
  readonly modelTypes: readonly string[];
  readonly read: (config: ConfigReader) => Result<Design>;
}

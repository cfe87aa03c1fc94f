import type { Operator } from "../operator";
import { type OperatorKind, operatorKinds } from "../operatorKinds";
import { attention } from "./attention";
import { conv } from "./conv";
import { deltanet } from "./deltanet";
import { ffn } from "./ffn";
import { gatedDeltanet } from "./gatedDeltanet";
import { gla } from "./gla";
import { mamba } from "./mamba";
import { mamba2 } from "./mamba2";
import { moe } from "./moe";
import { rwkv7 } from "./rwkv7";
import { swa } from "./swa";

/** Every operator by its kind: the one place that lists them all. */
export const operators: { readonly [K in OperatorKind]: Operator<K> } = {
  attention,
  swa,
  mamba2,
  mamba,
  deltanet,
  "gated-deltanet": gatedDeltanet,
  gla,
  rwkv7,
  conv,
  ffn,
  moe,
};

/** The operator kind with this notation symbol, or null. */
export function kindOfSymbol(symbol: string): OperatorKind | null {
  return kindsBySymbol.get(symbol) ?? null;
}

const kindsBySymbol: ReadonlyMap<string, OperatorKind> = new Map(
  operatorKinds.map((kind) => [operators[kind].symbol, kind]),
);

import type { Design } from "../design/design";
import { countLayers } from "../design/flatten";
import type { CacheShape } from "../design/operator";
import type { LayerRef } from "../design/operatorKinds";
import { bindOperator } from "../design/settingsOf";
import { activationElementBytes, cacheElementBytes, type Formats, stateElementBytes } from "./precision";

/** What the layers of one reference keep for each sequence. */
export interface CacheGroup {
  readonly operator: LayerRef;
  readonly count: number;
  readonly shape: CacheShape;
}

/** Caches and states of a design by layer reference; references that keep nothing are left out. */
export function cacheTable(design: Design): readonly CacheGroup[] {
  const groups: CacheGroup[] = [];
  for (const [operator, count] of countLayers(design.stages)) {
    const shape = bindOperator(design, operator).cache();
    if (shape.kvElementsPerToken + shape.recurrentElements + shape.convElements > 0)
      groups.push({ operator, count, shape });
  }
  return groups;
}

/** Bytes of KV cache one more cached position takes in every attention layer, while no window is full. */
export function kvBytesPerToken(table: readonly CacheGroup[], formats: Formats): number {
  let elements = 0;
  for (const { count, shape } of table) elements += count * shape.kvElementsPerToken;
  return elements * cacheElementBytes(formats.cache);
}

/**
 * Bytes of KV cache of one sequence of `positions` tokens: attention layers only, every KV head once, no more positions
 * than the window. Meta tokens are positions too; the caller adds them.
 */
export function kvCacheBytes(table: readonly CacheGroup[], positions: number, formats: Formats): number {
  let elements = 0;
  for (const { count, shape } of table) {
    const kept = shape.window === null ? positions : Math.min(positions, shape.window);
    elements += count * shape.kvElementsPerToken * kept;
  }
  return elements * cacheElementBytes(formats.cache);
}

/** Bytes of recurrent state (fp32) and of convolution state (activation precision) of one sequence. */
export function stateBytes(table: readonly CacheGroup[], formats: Formats): number {
  let recurrent = 0;
  let conv = 0;
  for (const { count, shape } of table) {
    recurrent += count * shape.recurrentElements;
    conv += count * shape.convElements;
  }
  return recurrent * stateElementBytes + conv * activationElementBytes(formats);
}

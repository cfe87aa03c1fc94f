import type { AttentionSettings } from "../../design/design";
import { type BlockCase, normEpsilon } from "../graph/blockCase";
import { at, product, rmsNormalised, sigmoid } from "./arrays";
import type { ReferenceInputs } from "./inputs";
import type { States } from "./referenceBlock";

/** Softmax attention straight from its definition: one query at a time, over every key it may see. */
export function attentionReference(
  x: Float64Array,
  settings: AttentionSettings,
  window: number | null,
  block: BlockCase,
  inputs: ReferenceInputs,
  states: States,
): Float64Array {
  const { heads, kvHeads, headDim } = settings;
  const { batch, tokens, hiddenSize } = block;
  const rows = window === null ? block.context : Math.min(block.context, window - 1);
  const queryWidth = heads * headDim;
  const keyWidth = kvHeads * headDim;
  const widths = [queryWidth, keyWidth, keyWidth, ...(settings.outputGate ? [queryWidth] : [])];
  let [query, key, value, gate] = inputs.pieces(x, "qkv_proj", hiddenSize, widths) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array | undefined,
  ];
  if (settings.qkNorm) {
    const whole = settings.qkNormSpan === "projection";
    query = rmsNormalised(query, whole ? queryWidth : headDim, normEpsilon, inputs.weight("q_norm"));
    key = rmsNormalised(key, whole ? keyWidth : headDim, normEpsilon, inputs.weight("k_norm"));
  }
  if (settings.rope !== null) {
    query = rotated(query, heads, headDim, tokens, rows, settings.rope.theta);
    key = rotated(key, kvHeads, headDim, tokens, rows, settings.rope.theta);
  }
  const keys = appended(inputs.past("key"), key, batch, kvHeads, rows, tokens, headDim);
  const values = appended(inputs.past("value"), value, batch, kvHeads, rows, tokens, headDim);
  const seen = window === null || rows + tokens <= window ? rows + tokens : window - 1;
  const kept = (cache: Float64Array) => lastRows(cache, rows + tokens, seen, headDim);
  states.set(inputs.scoped("key_present"), kept(keys));
  states.set(inputs.scoped("value_present"), kept(values));
  const attended = new Float64Array(batch * tokens * queryWidth);
  const total = rows + tokens;
  for (let sequence = 0; sequence < batch; sequence++)
    for (let token = 0; token < tokens; token++)
      for (let head = 0; head < heads; head++) {
        const kv = sequence * kvHeads + Math.floor((head * kvHeads) / heads);
        const position = rows + token;
        const first = window === null ? 0 : Math.max(0, position - window + 1);
        const from = (sequence * tokens + token) * queryWidth + head * headDim;
        const scores: number[] = [];
        for (let other = first; other <= position; other++) {
          let dot = 0;
          for (let dim = 0; dim < headDim; dim++)
            dot += at(query, from + dim) * at(keys, (kv * total + other) * headDim + dim);
          scores.push(dot / Math.sqrt(headDim));
        }
        const peak = Math.max(...scores);
        const weights = scores.map((score) => Math.exp(score - peak));
        const norm = weights.reduce((sum, weight) => sum + weight, 0);
        weights.forEach((weight, index) => {
          for (let dim = 0; dim < headDim; dim++)
            attended[from + dim] =
              at(attended, from + dim) +
              (weight / norm) * at(values, (kv * total + first + index) * headDim + dim);
        });
      }
  const gated = gate === undefined ? attended : product(attended, gate.map(sigmoid));
  return inputs.linear(gated, "o_proj", queryWidth, hiddenSize);
}

/** Rotary embedding in the half-split form: dims i and i + headDim/2 turn together. */
function rotated(
  x: Float64Array,
  heads: number,
  headDim: number,
  tokens: number,
  firstPosition: number,
  theta: number,
): Float64Array {
  const result = x.slice();
  const half = headDim / 2;
  for (let row = 0; row < x.length / (heads * headDim); row++)
    for (let head = 0; head < heads; head++)
      for (let pair = 0; pair < half; pair++) {
        const angle = (firstPosition + (row % tokens)) * theta ** (-pair / half);
        const low = (row * heads + head) * headDim + pair;
        result[low] = at(x, low) * Math.cos(angle) - at(x, low + half) * Math.sin(angle);
        result[low + half] = at(x, low + half) * Math.cos(angle) + at(x, low) * Math.sin(angle);
      }
  return result;
}

/** Puts new rows [batch, tokens, heads, dim] behind cached ones [batch, heads, rows, dim]. */
function appended(
  past: Float64Array | null,
  fresh: Float64Array,
  batch: number,
  heads: number,
  rows: number,
  tokens: number,
  dim: number,
): Float64Array {
  const total = rows + tokens;
  const joined = new Float64Array(batch * heads * total * dim);
  for (let sequence = 0; sequence < batch; sequence++)
    for (let head = 0; head < heads; head++) {
      const block = (sequence * heads + head) * total * dim;
      const from = (sequence * heads + head) * rows * dim;
      if (past !== null) joined.set(past.subarray(from, from + rows * dim), block);
      for (let token = 0; token < tokens; token++) {
        const source = ((sequence * tokens + token) * heads + head) * dim;
        joined.set(fresh.subarray(source, source + dim), block + (rows + token) * dim);
      }
    }
  return joined;
}

/** The last `kept` of `total` rows of every head: what a window leaves to later tokens. */
function lastRows(cache: Float64Array, total: number, kept: number, dim: number): Float64Array {
  const heads = cache.length / (total * dim);
  const result = new Float64Array(heads * kept * dim);
  for (let head = 0; head < heads; head++)
    result.set(
      cache.subarray((head * total + total - kept) * dim, (head + 1) * total * dim),
      head * kept * dim,
    );
  return result;
}

import type { AttentionSettings } from "../../design/design";
import { normEpsilon } from "./blockCase";
import type { GraphBuilder } from "./graphBuilder";

/** Rows of keys and values an attention layer holds before the step: all, or what a window can still see. */
export function cachedRows(context: number, window: number | null): number {
  return window === null ? context : Math.min(context, window - 1);
}

/** The angle of dimension pair `pair` at `position` (arXiv:2104.09864). */
export function rotaryAngle(position: number, pair: number, headDim: number, theta: number): number {
  return position * theta ** ((-2 * pair) / headDim);
}

/**
 * Softmax attention with grouped KV heads, cache and rotary embedding in one GroupQueryAttention: merged projection,
 * optional norms of queries and keys, attention, optional output gate, output projection.
 */
export function attentionGraph(
  builder: GraphBuilder,
  x: string,
  settings: AttentionSettings,
  window: number | null,
): string {
  const { hiddenSize, batch, tokens } = builder.block;
  const { heads, kvHeads, headDim } = settings;
  const queryWidth = heads * headDim;
  const keyWidth = kvHeads * headDim;
  const rows = cachedRows(builder.block.context, window);
  const total = rows + tokens;
  const gateWidth = settings.outputGate ? queryWidth : 0;
  const projected = builder.linear(
    x,
    "qkv_proj",
    hiddenSize,
    queryWidth + 2 * keyWidth + gateWidth,
    settings.bias,
  );
  const pieces = builder.split(projected, [
    queryWidth,
    keyWidth,
    keyWidth,
    ...(gateWidth > 0 ? [gateWidth] : []),
  ]);
  let [query = "", key = ""] = pieces;
  if (settings.qkNorm) {
    query = normedHeads(builder, query, "q_norm", settings, heads);
    key = normedHeads(builder, key, "k_norm", settings, kvHeads);
  }
  const kvDims = [batch, kvHeads, rows, headDim];
  const presentDims = [batch, kvHeads, total, headDim];
  const [pastKey, presentKey] = cache(builder, "key", kvDims, presentDims);
  const [pastValue, presentValue] = cache(builder, "value", kvDims, presentDims);
  const [cos, sin] =
    settings.rope === null ? ["", ""] : rotaryTables(builder, settings.rope.theta, headDim, total);
  const lengths = builder.integer(`last_position_${total}`, [batch], total - 1);
  const length = builder.integer(`positions_${total}`, [], total);
  const [attended = ""] = builder.contrib(
    "GroupQueryAttention",
    [query, key, pieces[2] ?? "", pastKey, pastValue, lengths, length, cos ?? "", sin ?? ""],
    {
      num_heads: { int: heads },
      kv_num_heads: { int: kvHeads },
      ...(settings.rope === null ? {} : { do_rotary: { int: 1 } }),
      ...(window === null ? {} : { local_window_size: { int: window } }),
    },
    [builder.scoped("attended"), presentKey, presentValue],
  );
  const gate = pieces[3];
  const gated = gate === undefined ? attended : builder.op("Mul", [attended, builder.op("Sigmoid", [gate])]);
  return builder.linear(gated, "o_proj", queryWidth, hiddenSize, settings.outBias);
}

/** A cache of keys or values; the first tokens of a sequence find none. */
function cache(
  builder: GraphBuilder,
  name: string,
  dims: readonly number[],
  presentDims: readonly number[],
): readonly [string, string] {
  if ((dims[2] ?? 0) > 0) return builder.state(name, dims, presentDims, true);
  const present = builder.scoped(`${name}_present`);
  builder.output(present, presentDims);
  return ["", present];
}

function normedHeads(
  builder: GraphBuilder,
  x: string,
  name: string,
  settings: AttentionSettings,
  heads: number,
): string {
  const { batch, tokens } = builder.block;
  const { headDim } = settings;
  if (settings.qkNormSpan === "projection") return builder.rmsNorm(x, name, heads * headDim, normEpsilon);
  const apart = builder.reshape(x, [batch, tokens, heads, headDim]);
  return builder.reshape(builder.rmsNorm(apart, name, headDim, normEpsilon), [
    batch,
    tokens,
    heads * headDim,
  ]);
}

function rotaryTables(builder: GraphBuilder, theta: number, headDim: number, positions: number) {
  const pairs = headDim / 2;
  const table = (name: string, wave: (angle: number) => number) =>
    builder.weight(name, [positions, pairs], {
      kind: "table",
      value: (index) => wave(rotaryAngle(Math.floor(index / pairs), index % pairs, headDim, theta)),
    });
  return [table("rotary_cos", Math.cos), table("rotary_sin", Math.sin)];
}

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
  const { hiddenSize, tokens, context } = builder.block;
  const { heads, kvHeads, headDim } = settings;
  const queryWidth = heads * headDim;
  const keyWidth = kvHeads * headDim;
  const rows = cachedRows(context, window);
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
  const attended =
    window !== null && total > window
      ? windowedPrompt(builder, [query, key, pieces[2] ?? ""], settings, window)
      : cachedAttention(builder, [query, key, pieces[2] ?? ""], settings, rows);
  const gate = pieces[3];
  const gated = gate === undefined ? attended : builder.op("Mul", [attended, builder.op("Sigmoid", [gate])]);
  return builder.linear(gated, "o_proj", queryWidth, hiddenSize, settings.outBias);
}

type Projections = readonly [query: string, key: string, value: string];

/** Attention over the cached rows and the new tokens, all of which every query may see but for later tokens. */
function cachedAttention(
  builder: GraphBuilder,
  projections: Projections,
  settings: AttentionSettings,
  rows: number,
): string {
  const { batch, tokens } = builder.block;
  const { kvHeads, headDim, rope } = settings;
  const total = rows + tokens;
  const dims = [batch, kvHeads, rows, headDim];
  const presentDims = [batch, kvHeads, total, headDim];
  const [pastKey, presentKey] = cache(builder, "key", dims, presentDims);
  const [pastValue, presentValue] = cache(builder, "value", dims, presentDims);
  const tables = rope === null ? [] : rotaryTables(builder, rope.theta, headDim, total);
  const attended = builder.scoped("attended");
  builder.contrib(
    "GroupQueryAttention",
    [...projections, pastKey, pastValue, ...lengths(builder, total), ...tables],
    { ...headCounts(settings), ...(rope === null ? {} : { do_rotary: { int: 1 } }) },
    [attended, presentKey, presentValue],
  );
  return attended;
}

/**
 * Attention of a prompt longer than the window. The WebGPU kernel of onnxruntime-web 1.30 leaves the caches unwritten
 * in this case, so queries and keys are rotated before it, and the rows that later tokens can see are cut out here.
 */
function windowedPrompt(
  builder: GraphBuilder,
  [query, key, value]: Projections,
  settings: AttentionSettings,
  window: number,
): string {
  const { tokens } = builder.block;
  const { kvHeads, headDim, heads, rope } = settings;
  const turn = (x: string, count: number) => {
    if (rope === null) return x;
    const tables = rotaryTables(builder, rope.theta, headDim, tokens);
    const attributes = { num_heads: { int: count } };
    return builder.contrib("RotaryEmbedding", [x, builder.integers([0]), ...tables], attributes)[0] ?? "";
  };
  const turnedKey = turn(key, kvHeads);
  const [attended = ""] = builder.contrib(
    "GroupQueryAttention",
    [turn(query, heads), turnedKey, value, "", "", ...lengths(builder, tokens)],
    { ...headCounts(settings), local_window_size: { int: window } },
    3,
  );
  keepLastRows(builder, "key", turnedKey, settings, window - 1);
  keepLastRows(builder, "value", value, settings, window - 1);
  return attended;
}

/** Cuts the last rows of [batch, tokens, heads · dim] out as a cache [batch, heads, rows, dim]. */
function keepLastRows(
  builder: GraphBuilder,
  name: string,
  x: string,
  { kvHeads, headDim }: AttentionSettings,
  rows: number,
): void {
  const { batch, tokens } = builder.block;
  const last = builder.op("Slice", [
    x,
    builder.integers([tokens - rows]),
    builder.integers([tokens]),
    builder.integers([1]),
  ]);
  const apart = builder.reshape(last, [batch, rows, kvHeads, headDim]);
  const present = builder.scoped(`${name}_present`);
  builder.opInto("Transpose", [apart], { perm: { ints: [0, 2, 1, 3] } }, present);
  builder.output(present, [batch, kvHeads, rows, headDim]);
}

function headCounts({ heads, kvHeads }: AttentionSettings) {
  return { num_heads: { int: heads }, kv_num_heads: { int: kvHeads } };
}

/** The last position of each sequence and the number of positions, as GroupQueryAttention wants them. */
function lengths(builder: GraphBuilder, total: number): readonly [string, string] {
  return [
    builder.integer(`last_position_${total}`, [builder.block.batch], total - 1),
    builder.integer(`positions_${total}`, [], total),
  ];
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
    builder.weightOnce(name, [positions, pairs], {
      kind: "table",
      value: (index) => wave(rotaryAngle(Math.floor(index / pairs), index % pairs, headDim, theta)),
    });
  return [table("rotary_cos", Math.cos), table("rotary_sin", Math.sin)];
}

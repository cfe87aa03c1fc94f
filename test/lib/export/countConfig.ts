/**
 * Parameters of exported files by each target's own formula, written from the targets' published model code and apart
 * from the core's tensors: an independent oracle for the exports.
 */
type Numbers = Record<
  | "conv_kernel"
  | "conv_size"
  | "expand_k"
  | "expand_v"
  | "head_dim"
  | "hidden_size"
  | "intermediate_size"
  | "kq_head_dim"
  | "linear_conv_kernel_dim"
  | "linear_key_head_dim"
  | "linear_num_key_heads"
  | "linear_num_value_heads"
  | "linear_value_head_dim"
  | "mamba2_headdim"
  | "mamba_d_conv"
  | "mamba_d_head"
  | "mamba_d_state"
  | "mamba_expand"
  | "mamba_head_dim"
  | "mamba_n_groups"
  | "mamba_n_heads"
  | "mamba_num_heads"
  | "moe_intermediate_size"
  | "moe_shared_expert_intermediate_size"
  | "n_groups"
  | "n_routed_experts"
  | "num_attention_heads"
  | "num_heads"
  | "num_hidden_layers"
  | "num_key_value_heads"
  | "num_kv_heads"
  | "num_local_experts"
  | "num_memory_tokens"
  | "num_v_heads"
  | "shared_intermediate_size"
  | "ssm_state_size"
  | "state_size"
  | "vocab_size",
  number
>;
type Flags = Record<
  | "attention_bias"
  | "mamba_conv_bias"
  | "mamba_proj_bias"
  | "mlp_bias"
  | "qkv_bias"
  | "tie_word_embeddings"
  | "use_beta"
  | "use_bias"
  | "use_conv_bias"
  | "use_gate"
  | "use_output_gate"
  | "use_short_conv",
  boolean
>;
type Texts = Record<"kq_norm" | "mlp_hidden_act" | "model_type", string>;
type Lists = Record<"layer_types" | "layers_block_type", readonly string[]>;

interface AttentionSpec {
  readonly layers: readonly number[];
  readonly num_heads: number;
  readonly num_kv_heads: number;
  readonly qkv_bias: boolean;
}

interface Config extends Readonly<Numbers>, Readonly<Flags>, Readonly<Texts>, Readonly<Lists> {
  readonly ffn_expand_ratio: number | null;
  readonly attn: AttentionSpec | readonly AttentionSpec[] | null;
}

export function countConfig(id: string, text: string): number {
  if (id === "megatron") return countMegatron(text);
  const c = JSON.parse(text) as Config;
  switch (id) {
    case "nemotron_flash":
      return countNemotronFlash(c);
    case "nemotron_h":
      return countNemotronH(c);
    case "fla":
      return countFla(c);
    case "mamba2":
      return (
        embeddings(c) +
        c.hidden_size +
        c.num_hidden_layers *
          (c.hidden_size +
            mamba(
              c.hidden_size,
              c.num_heads,
              c.head_dim,
              c.state_size,
              c.n_groups,
              c.conv_kernel,
              c.use_conv_bias,
              c.use_bias,
            ))
      );
    case "granitemoehybrid":
      return countGranite(c);
    default:
      return countTransformer(c, id);
  }
}

const embeddings = (c: Config) => c.vocab_size * c.hidden_size * (c.tie_word_embeddings ? 1 : 2);

function sum(list: readonly string[], each: (name: string, index: number) => number): number {
  return list.reduce((total, name, index) => total + each(name, index), 0);
}

function mamba(
  d: number,
  heads: number,
  p: number,
  n: number,
  g: number,
  k: number,
  convBias: boolean,
  bias: boolean,
) {
  const inner = heads * p;
  const channels = inner + 2 * g * n;
  const rows = 2 * inner + 2 * g * n + heads;
  return (
    d * rows +
    channels * k +
    (convBias ? channels : 0) +
    3 * heads +
    inner +
    inner * d +
    (bias ? rows + d : 0)
  );
}

function attention(
  d: number,
  heads: number,
  kv: number,
  dim: number,
  qkvBias: boolean,
  oBias: boolean,
  norm: boolean,
) {
  const q = heads * dim;
  const k = kv * dim;
  return d * q + 2 * d * k + q * d + (qkvBias ? q + 2 * k : 0) + (oBias ? d : 0) + (norm ? 2 * dim : 0);
}

function gatedDelta(d: number, kh: number, vh: number, kd: number, vd: number, taps: number, gate: boolean) {
  const key = kh * kd;
  const value = vh * vd;
  return (
    d * (2 * key + value) +
    2 * d * vh +
    2 * vh +
    (2 * key + value) * taps +
    vd +
    value * d +
    (gate ? d * value : 0)
  );
}

function countNemotronFlash(c: Config): number {
  const d = c.hidden_size;
  const H = c.num_attention_heads;
  const dim = c.kq_head_dim > 0 ? c.kq_head_dim : d / H;
  const F = c.ffn_expand_ratio === null ? 0 : Math.floor(Math.trunc(c.ffn_expand_ratio * d) / 128) * 128;
  const D = Math.trunc(c.mamba_expand * d);
  const S = c.mamba_d_state;
  const h = D / c.mamba2_headdim;
  const layers = sum(c.layer_types, (type) => {
    switch (type) {
      case "f":
        return (c.mlp_hidden_act === "relu2" ? 2 : 3) * d * F + d;
      case "deltanet":
        return 4 * d * d + d * H + 12 * d + d / H + d;
      case "m2":
        return d * (2 * D + 2 * S + h) + (c.mamba_d_conv + 1) * (D + 2 * S) + 3 * h + D + D * d + d;
      case "a":
        return (
          2 * d * H * dim + 2 * d * c.num_key_value_heads * dim + (c.kq_norm === "rms" ? 2 * dim : 0) + d
        );
      default:
        throw new Error(type);
    }
  });
  return layers + embeddings(c) + c.num_memory_tokens * d + d;
}

function countNemotronH(c: Config): number {
  const d = c.hidden_size;
  const bias = c.mlp_bias;
  return (
    embeddings(c) +
    d +
    sum(c.layers_block_type, (type) => {
      switch (type) {
        case "mamba":
          return (
            d +
            mamba(
              d,
              c.mamba_num_heads,
              c.mamba_head_dim,
              c.ssm_state_size,
              c.n_groups,
              c.conv_kernel,
              c.use_conv_bias,
              c.use_bias,
            )
          );
        case "attention":
          return (
            d + attention(d, c.num_attention_heads, c.num_key_value_heads, c.head_dim, false, false, false)
          );
        case "mlp":
          return d + 2 * d * c.intermediate_size + (bias ? c.intermediate_size + d : 0);
        case "moe":
          return (
            d +
            c.n_routed_experts * (d + 2 * d * c.moe_intermediate_size) +
            2 * d * c.moe_shared_expert_intermediate_size
          );
        default:
          throw new Error(type);
      }
    })
  );
}

function countTransformer(c: Config, id: string): number {
  const d = c.hidden_size;
  const ffn = 3 * d * c.intermediate_size + (c.mlp_bias ? 2 * c.intermediate_size + d : 0);
  const types: readonly string[] =
    c.layer_types ?? Array.from({ length: c.num_hidden_layers }, () => "full_attention");
  if (types.length !== c.num_hidden_layers) throw new Error("layer_types and num_hidden_layers disagree");
  const gate = id === "qwen3_5_text" ? d * c.num_attention_heads * c.head_dim : 0;
  const gateBias = id === "qwen3_5_text" && c.attention_bias ? c.num_attention_heads * c.head_dim : 0;
  return (
    embeddings(c) +
    d +
    sum(
      types,
      (type) =>
        2 * d +
        ffn +
        (type === "linear_attention"
          ? gatedDelta(
              d,
              c.linear_num_key_heads,
              c.linear_num_value_heads,
              c.linear_key_head_dim,
              c.linear_value_head_dim,
              c.linear_conv_kernel_dim,
              true,
            )
          : gate +
            gateBias +
            attention(
              d,
              c.num_attention_heads,
              c.num_key_value_heads,
              c.head_dim,
              c.attention_bias,
              c.attention_bias,
              id !== "llama",
            )),
    )
  );
}

function countGranite(c: Config): number {
  const d = c.hidden_size;
  if (c.mamba_n_heads * c.mamba_d_head !== c.mamba_expand * d) throw new Error("mamba heads");
  const E = c.num_local_experts;
  const feed = 3 * d * c.shared_intermediate_size + (E > 0 ? E * (d + 3 * d * c.intermediate_size) : 0);
  return (
    embeddings(c) +
    d +
    sum(
      c.layer_types,
      (type) =>
        2 * d +
        feed +
        (type === "mamba"
          ? mamba(
              d,
              c.mamba_n_heads,
              c.mamba_d_head,
              c.mamba_d_state,
              c.mamba_n_groups,
              c.mamba_d_conv,
              c.mamba_conv_bias,
              c.mamba_proj_bias,
            )
          : attention(
              d,
              c.num_attention_heads,
              c.num_key_value_heads,
              d / c.num_attention_heads,
              c.attention_bias,
              c.attention_bias,
              false,
            )),
    )
  );
}

function countFla(c: Config): number {
  const d = c.hidden_size;
  const specs: readonly AttentionSpec[] = c.attn === null ? [] : [c.attn].flat();
  const layers = Array.from({ length: c.num_hidden_layers }, () => "mixer");
  const taps = c.use_short_conv ? c.conv_size : 0;
  const linear = () => {
    const key = Math.trunc(d * c.expand_k);
    const value = Math.trunc(d * c.expand_v);
    switch (c.model_type) {
      case "delta_net":
        return (
          2 * d * key +
          2 * d * value +
          (c.use_beta ? d * c.num_heads : 0) +
          (c.use_gate ? d * value : 0) +
          (2 * key + value) * taps +
          value / c.num_heads
        );
      case "gated_deltanet":
        return gatedDelta(
          d,
          c.num_heads,
          c.num_v_heads,
          c.head_dim,
          c.head_dim * c.expand_v,
          taps,
          c.use_gate,
        );
      case "gla":
        return (
          2 * d * key +
          2 * d * value +
          (c.use_output_gate ? d * value : 0) +
          16 * d +
          16 * key +
          key +
          (2 * key + value) * taps +
          value / c.num_heads
        );
      default:
        throw new Error(c.model_type);
    }
  };
  return (
    embeddings(c) +
    d +
    sum(layers, (_, block) => {
      const spec = specs.find(({ layers: listed }) => listed.includes(block));
      const mixer = spec
        ? attention(d, spec.num_heads, spec.num_kv_heads, d / spec.num_heads, spec.qkv_bias, false, false)
        : linear();
      return 2 * d + 3 * d * c.intermediate_size + mixer;
    })
  );
}

/** Reads the flags of a script with a plain search; values hold no blanks. */
function countMegatron(script: string): number {
  const has = (name: string) => new RegExp(`--${name}(\\s|=|$)`, "m").test(script);
  const word = (name: string) => new RegExp(`--${name}[ =]'?([^'\\s]+)`).exec(script)?.[1] ?? "";
  const n = (name: string) => Number(word(name));
  const d = n("hidden-size");
  const vocabulary =
    Math.ceil(n("vocab-size") / n("make-vocab-size-divisible-by")) * n("make-vocab-size-divisible-by");
  const matrices = has("swiglu") ? 3 : 2;
  return (
    vocabulary * d * (has("untie-embeddings-and-output-weights") ? 2 : 1) +
    d +
    sum([...word("hybrid-layer-pattern")], (symbol) => {
      switch (symbol) {
        case "M":
          return (
            d +
            mamba(
              d,
              n("mamba-num-heads"),
              n("mamba-head-dim"),
              n("mamba-state-dim"),
              n("mamba-num-groups"),
              4,
              true,
              false,
            )
          );
        case "G":
          return (
            d +
            gatedDelta(
              d,
              n("linear-num-key-heads"),
              n("linear-num-value-heads"),
              n("linear-key-head-dim"),
              n("linear-value-head-dim"),
              n("linear-conv-kernel-dim"),
              true,
            )
          );
        case "*":
          return (
            d +
            attention(
              d,
              n("num-attention-heads"),
              n("num-query-groups"),
              n("kv-channels"),
              has("add-qkv-bias"),
              false,
              has("qk-layernorm"),
            )
          );
        case "-":
          return d + matrices * d * n("ffn-hidden-size");
        case "E":
          return (
            d +
            n("num-experts") * (d + matrices * d * n("moe-ffn-hidden-size")) +
            matrices *
              d *
              (has("moe-shared-expert-intermediate-size") ? n("moe-shared-expert-intermediate-size") : 0)
          );
        default:
          throw new Error(symbol);
      }
    })
  );
}

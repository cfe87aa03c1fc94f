import type { AttentionKernel, ConvKernel, Kernel, MoeKernel, RecurrenceKernel } from "@/lib/design/kernel";

/**
 * A second, obvious count of a kernel's work, for tests: it walks the algorithm with loops and touches every operand by
 * name, so that each is counted once. It shares no code with lib/cost.
 */
export interface SlowCount {
  readonly flops: number;
  /** Distinct elements touched of each kind. */
  readonly weights: number;
  readonly convWeights: number;
  readonly cache: number;
  /** State elements read plus written: recurrent ones (fp32) and convolution ones. */
  readonly state: number;
  readonly convState: number;
  /** Activation elements read plus written. */
  readonly activations: number;
}

class Tally {
  flops = 0;
  private readonly touched = new Map<string, Set<string>>();

  /** One multiply-add. */
  multiplyAdd(): void {
    this.flops += 2;
  }

  touch(kind: string, ...index: readonly (number | string)[]): void {
    const set = this.touched.get(kind) ?? new Set<string>();
    set.add(index.join(","));
    this.touched.set(kind, set);
  }

  count(kind: string): number {
    return this.touched.get(kind)?.size ?? 0;
  }

  result(extra: Partial<SlowCount> = {}): SlowCount {
    return {
      flops: this.flops,
      weights: this.count("weight"),
      convWeights: this.count("convWeight"),
      cache: this.count("cacheRead") + this.count("cacheWrite"),
      state: this.count("stateRead") + this.count("stateWrite"),
      convState: this.count("convRead") + this.count("convWrite"),
      activations: this.count("in") + this.count("out"),
      ...extra,
    };
  }
}

/** Counts one kernel by walking it. */
export function slowCount(kernel: Kernel): SlowCount {
  switch (kernel.op) {
    case "gemm":
      return product(kernel.m, kernel.n, kernel.k);
    case "attention":
      return attention(kernel);
    case "recurrence":
      return kernel.phase === "decode" || kernel.rule === "mamba" ? recurrent(kernel) : chunked(kernel);
    case "conv":
      return convolution(kernel);
    case "elementwise": {
      const tally = new Tally();
      for (let token = 0; token < kernel.tokens; token++) {
        for (let element = 0; element < kernel.reads; element++) {
          tally.touch("in", token, element);
          tally.flops += 1;
        }
        for (let element = 0; element < kernel.writes; element++) tally.touch("out", token, element);
      }
      return tally.result();
    }
    case "moe":
      return experts(kernel);
    case "embedding": {
      const tally = new Tally();
      for (let token = 0; token < kernel.tokens; token++)
        for (let column = 0; column < kernel.hidden; column++) {
          tally.touch("weight", token, column);
          tally.touch("out", token, column);
        }
      return tally.result();
    }
    case "sampling": {
      const tally = new Tally();
      for (let row = 0; row < kernel.batch; row++)
        for (let word = 0; word < kernel.vocab; word++) {
          tally.touch("in", row, word);
          tally.flops += 1;
        }
      return tally.result();
    }
  }
}

function product(m: number, n: number, k: number): SlowCount {
  const tally = new Tally();
  for (let row = 0; row < m; row++)
    for (let column = 0; column < n; column++) {
      tally.touch("out", row, column);
      for (let inner = 0; inner < k; inner++) {
        tally.touch("in", row, inner);
        tally.touch("weight", inner, column);
        tally.multiplyAdd();
      }
    }
  return tally.result();
}

/** Each query looks back from its own place, at most `window` keys, itself included. */
function attention(kernel: AttentionKernel): SlowCount {
  const tally = new Tally();
  const total = kernel.context + kernel.tokens;
  for (let sequence = 0; sequence < kernel.batch; sequence++) {
    for (let token = 0; token < kernel.tokens; token++) {
      const place = kernel.context + token;
      for (let head = 0; head < kernel.heads; head++) {
        const shared = Math.floor((head * kernel.kvHeads) / kernel.heads);
        for (let dim = 0; dim < kernel.headDim; dim++) {
          tally.touch("in", "q", sequence, token, head, dim);
          tally.touch("out", sequence, token, head, dim);
        }
        for (let key = 0; key <= place; key++) {
          if (kernel.window !== null && place - key >= kernel.window) continue;
          for (let dim = 0; dim < kernel.headDim; dim++) {
            tally.multiplyAdd();
            tally.multiplyAdd();
            if (key < kernel.context)
              for (const half of ["k", "v"]) tally.touch("cacheRead", half, sequence, key, shared, dim);
          }
        }
      }
    }
    for (let head = 0; head < kernel.kvHeads; head++)
      for (let dim = 0; dim < kernel.headDim; dim++)
        for (const half of ["k", "v"])
          for (let token = 0; token < kernel.tokens; token++) {
            tally.touch("in", half, sequence, token, head, dim);
            const kept = kernel.window === null || total - (kernel.context + token) <= kernel.window;
            if (kept) tally.touch("cacheWrite", half, sequence, token, head, dim);
          }
  }
  return tally.result();
}

/** What a token brings besides q, k, v and o: write strengths, decays and gates. */
function gatesPerToken(kernel: RecurrenceKernel): number {
  const keys = kernel.keyHeads * kernel.keyDim;
  switch (kernel.rule) {
    case "delta":
    case "mamba2":
      return kernel.valueHeads;
    case "gated-delta":
      return 2 * kernel.valueHeads;
    case "gla":
      return keys;
    case "mamba":
      return 2 * kernel.valueHeads * kernel.valueDim;
    case "rwkv7":
      return 3 * keys;
  }
}

function recurrentTraffic(tally: Tally, kernel: RecurrenceKernel): void {
  for (let sequence = 0; sequence < kernel.batch; sequence++) {
    for (let head = 0; head < kernel.valueHeads; head++)
      for (let row = 0; row < kernel.keyDim; row++)
        for (let column = 0; column < kernel.valueDim; column++) {
          tally.touch("stateRead", sequence, head, row, column);
          tally.touch("stateWrite", sequence, head, row, column);
        }
    for (let token = 0; token < kernel.tokens; token++) {
      for (let key = 0; key < kernel.keyHeads * kernel.keyDim; key++) {
        tally.touch("in", "q", sequence, token, key);
        tally.touch("in", "k", sequence, token, key);
      }
      for (let value = 0; value < kernel.valueHeads * kernel.valueDim; value++) {
        tally.touch("in", "v", sequence, token, value);
        tally.touch("out", sequence, token, value);
      }
      for (let gate = 0; gate < gatesPerToken(kernel); gate++) tally.touch("in", "g", sequence, token, gate);
    }
  }
}

/** Token by token, every state element in turn; the steps of each update rule written out. */
function recurrent(kernel: RecurrenceKernel): SlowCount {
  const tally = new Tally();
  recurrentTraffic(tally, kernel);
  const updates = kernel.batch * kernel.tokens * kernel.valueHeads * kernel.keyDim * kernel.valueDim;
  const decay = 1;
  const outerProduct = 2;
  const readout = 2;
  const prediction = 2;
  for (let element = 0; element < updates; element++) {
    switch (kernel.rule) {
      case "gla":
      case "mamba2":
        tally.flops += decay + outerProduct + readout;
        break;
      case "delta":
        tally.flops += prediction + outerProduct + readout;
        break;
      case "gated-delta":
        tally.flops += decay + prediction + outerProduct + readout;
        break;
      case "mamba":
        tally.flops += 2 + decay + outerProduct + readout;
        break;
      case "rwkv7":
        tally.flops += decay + prediction + outerProduct + outerProduct + readout;
        break;
    }
  }
  return tally.result();
}

/** Multiply-adds of a small dense product, counted one at a time. */
function dense(tally: Tally, rows: number, columns: number, inner: number): void {
  for (let index = 0; index < rows * columns * inner; index++) tally.multiplyAdd();
}

/** Chunk by chunk, as products of small dense matrices. */
function chunked(kernel: RecurrenceKernel): SlowCount {
  const tally = new Tally();
  recurrentTraffic(tally, kernel);
  const size = kernel.rule === "mamba2" ? 256 : 64;
  let borders = 0;
  for (let start = 0; start < kernel.tokens; start += size) {
    borders += 1;
    const length = Math.min(size, kernel.tokens - start);
    for (let sequence = 0; sequence < kernel.batch; sequence++) {
      if (kernel.rule === "mamba2")
        for (let group = 0; group < kernel.keyHeads; group++) dense(tally, length, length, kernel.keyDim);
      for (let head = 0; head < kernel.valueHeads; head++) oneChunk(tally, kernel, length);
    }
  }
  const state = kernel.batch * kernel.valueHeads * kernel.keyDim * kernel.valueDim;
  const plain = tally.result();
  return { ...plain, activations: plain.activations + 2 * borders * state };
}

function oneChunk(tally: Tally, kernel: RecurrenceKernel, length: number): void {
  const { rule, keyDim, valueDim } = kernel;
  const scores = () => dense(tally, length, length, keyDim);
  const weighted = () => dense(tally, length, valueDim, length);
  const throughState = () => dense(tally, length, valueDim, keyDim);
  const repeat = (times: number, work: () => void) => {
    for (let turn = 0; turn < times; turn++) work();
  };
  if (rule === "gla") scores();
  if (rule === "gla" || rule === "mamba2") {
    weighted();
    repeat(2, throughState);
  } else {
    tally.flops += length ** 3 / 3;
    repeat(rule === "rwkv7" ? 5 : 3, scores);
    repeat(rule === "rwkv7" ? 4 : 2, weighted);
    repeat(rule === "rwkv7" ? 4 : 3, throughState);
  }
  if (rule !== "delta") tally.flops += keyDim * valueDim;
}

function convolution(kernel: ConvKernel): SlowCount {
  const tally = new Tally();
  for (let sequence = 0; sequence < kernel.batch; sequence++)
    for (let channel = 0; channel < kernel.channels; channel++) {
      for (let tap = 0; tap < kernel.width; tap++) {
        tally.touch("convWeight", channel, tap);
        if (tap > 0) {
          tally.touch("convRead", sequence, channel, tap);
          tally.touch("convWrite", sequence, channel, tap);
        }
      }
      for (let token = 0; token < kernel.tokens; token++) {
        tally.touch("in", sequence, channel, token);
        tally.touch("out", sequence, channel, token);
        for (let tap = 0; tap < kernel.width; tap++) tally.multiplyAdd();
      }
    }
  return tally.result();
}

/** Every token runs its experts; an expert's weights count once if any token may have picked it, in expectation. */
function experts(kernel: MoeKernel): SlowCount {
  const tally = new Tally();
  const matrices = kernel.gated ? ["gate", "up", "down"] : ["up", "down"];
  let missed = 1;
  let activations = 0;
  for (let token = 0; token < kernel.tokens; token++) {
    missed *= 1 - kernel.topK / kernel.experts;
    activations += 2 * kernel.hidden + kernel.experts;
    for (let slot = 0; slot < kernel.topK; slot++) {
      for (const _matrix of matrices) dense(tally, 1, kernel.expertSize, kernel.hidden);
      const up = (matrices.length - 1) * kernel.expertSize;
      activations += kernel.hidden + up + (up + kernel.expertSize) + (kernel.expertSize + kernel.hidden);
    }
  }
  const weights = (1 - missed) * kernel.experts * matrices.length * kernel.hidden * kernel.expertSize;
  return { ...tally.result(), weights, activations };
}

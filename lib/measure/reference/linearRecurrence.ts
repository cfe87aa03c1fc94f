import { at } from "./arrays";

/** Shapes of a linear recurrence over [batch, tokens, heads · dim] inputs. */
export interface RecurrenceShape {
  readonly batch: number;
  readonly tokens: number;
  readonly queryHeads: number;
  readonly keyHeads: number;
  readonly valueHeads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  readonly scale: number;
}

/** Inputs of a linear recurrence; `decay` is in log space, for each value head or each of its key dims. */
export interface RecurrenceInputs {
  readonly query: Float64Array;
  readonly key: Float64Array;
  readonly value: Float64Array;
  readonly decay: Float64Array | null;
  readonly beta: Float64Array | null;
  readonly state: Float64Array | null;
}

/**
 * The recurrence of linear attention, token by token: the state decays, the delta rules subtract what the key already
 * retrieves, the outer product of key and value is written, and the query reads (arXiv:2412.06464, equations 8 to 10).
 * @returns what the queries read, one value head dim for each of max(queryHeads, valueHeads) heads, and the last state
 *   [batch, valueHeads, keyDim, valueDim].
 */
export function linearRecurrence(
  shape: RecurrenceShape,
  inputs: RecurrenceInputs,
  delta: boolean,
): { readonly read: Float64Array; readonly state: Float64Array } {
  const { batch, tokens, queryHeads, keyHeads, valueHeads, keyDim, valueDim } = shape;
  const readers = Math.max(queryHeads, valueHeads);
  const read = new Float64Array(batch * tokens * readers * valueDim);
  const state = inputs.state?.slice() ?? new Float64Array(batch * valueHeads * keyDim * valueDim);
  const decayWidth = inputs.decay === null ? 0 : inputs.decay.length / (batch * tokens * valueHeads);
  for (let sequence = 0; sequence < batch; sequence++)
    for (let token = 0; token < tokens; token++) {
      const row = sequence * tokens + token;
      for (let head = 0; head < valueHeads; head++) {
        const base = (sequence * valueHeads + head) * keyDim * valueDim;
        const keyFrom = (row * keyHeads + Math.floor((head * keyHeads) / valueHeads)) * keyDim;
        const decayFrom = (row * valueHeads + head) * decayWidth;
        for (let i = 0; i < keyDim; i++) {
          const log = inputs.decay === null ? 0 : at(inputs.decay, decayFrom + (decayWidth === 1 ? 0 : i));
          for (let j = 0; j < valueDim; j++)
            state[base + i * valueDim + j] = at(state, base + i * valueDim + j) * Math.exp(log);
        }
        const beta = inputs.beta === null ? 1 : at(inputs.beta, row * valueHeads + head);
        for (let j = 0; j < valueDim; j++) {
          let written = at(inputs.value, (row * valueHeads + head) * valueDim + j);
          if (delta) {
            let retrieved = 0;
            for (let i = 0; i < keyDim; i++)
              retrieved += at(state, base + i * valueDim + j) * at(inputs.key, keyFrom + i);
            written = beta * (written - retrieved);
          }
          for (let i = 0; i < keyDim; i++)
            state[base + i * valueDim + j] =
              at(state, base + i * valueDim + j) + at(inputs.key, keyFrom + i) * written;
        }
      }
      for (let reader = 0; reader < readers; reader++) {
        const head = Math.floor((reader * valueHeads) / readers);
        const queryFrom = (row * queryHeads + Math.floor((reader * queryHeads) / readers)) * keyDim;
        const base = (sequence * valueHeads + head) * keyDim * valueDim;
        for (let j = 0; j < valueDim; j++) {
          let sum = 0;
          for (let i = 0; i < keyDim; i++)
            sum += at(state, base + i * valueDim + j) * at(inputs.query, queryFrom + i);
          read[(row * readers + reader) * valueDim + j] = shape.scale * sum;
        }
      }
    }
  return { read, state };
}

import type { OperatorKind } from "../../design/operatorKinds";
import { operators } from "../../design/operators/registry";
import {
  type BlockCase,
  defaultNorm,
  type GraphPrecision,
  type MeasuredLayer,
  type MeasuredPart,
} from "../graph/blockCase";
import { blockMark } from "../graph/blockKey";
import { expressible } from "../graph/expressible";
import type { Plan, PlanId, Protocol, TimedCase } from "./plan";

/** What a calibration varies. */
export interface CalibrationSpace {
  readonly hiddenSizes: readonly number[];
  readonly kinds: readonly OperatorKind[];
  /** Cached positions of attention in decode. */
  readonly contexts: readonly number[];
  /** Sequences at once in decode. */
  readonly batches: readonly number[];
  /** Prompt lengths; empty leaves prefill out. */
  readonly prompts: readonly number[];
  readonly precision: GraphPrecision;
}

/** Operators that the runtime expresses in any number format. */
const expressedKinds: readonly OperatorKind[] = [
  "attention",
  "swa",
  "mamba2",
  "deltanet",
  "gated-deltanet",
  "gla",
  "conv",
  "ffn",
];

/** Operators that a calibration times unless told otherwise; mixtures run with 4-bit weights only. */
export function calibratedKinds({ weights }: GraphPrecision): readonly OperatorKind[] {
  return weights === "int4" ? [...expressedKinds, "moe"] : expressedKinds;
}

/** Vocabulary rows of the measured LM head for each unit of hidden size: large enough to be bound by its weights. */
const headRowsPerHidden = 16;

/** An operator with the settings a design of this hidden size gets by default; heads of 64 keep small sizes legal. */
export function measuredLayer(kind: OperatorKind, hiddenSize: number): MeasuredLayer {
  const defaults = operators[kind].defaults(hiddenSize);
  return { kind, settings: defaults } as MeasuredLayer;
}

function decode(
  parts: readonly MeasuredPart[],
  hiddenSize: number,
  precision: GraphPrecision,
  step: Partial<Pick<BlockCase, "batch" | "tokens" | "context" | "phase">> = {},
): BlockCase {
  return {
    parts,
    hiddenSize,
    norm: defaultNorm,
    phase: "decode",
    batch: 1,
    tokens: 1,
    context: 0,
    precision,
    ...step,
  };
}

/** A sentence-like name of a case. */
export function caseName(block: BlockCase, what: string): string {
  const step =
    block.phase === "decode"
      ? `decode${block.context > 0 ? ` at ${block.context.toLocaleString("en-US")}` : ""}`
      : `prefill of ${block.tokens.toLocaleString("en-US")}`;
  const batch = block.batch > 1 ? `, ${block.batch} sequences` : "";
  return `${what}, hidden ${block.hiddenSize.toLocaleString("en-US")}, ${step}${batch}`;
}

/** An id that says what a case is, for blocks whose settings follow from operator and size. */
export function caseId(block: BlockCase, what: string): string {
  const { hiddenSize, phase, batch, tokens, context, precision } = block;
  const format = `${precision.activations === "float16" ? "fp16" : "fp32"}${precision.weights === "int4" ? "-int4" : ""}`;
  return [what, `h${hiddenSize}`, phase, `b${batch}`, `t${tokens}`, `c${context}`, format].join("/");
}

/** Wraps a block with the settings its size gives it as a case. */
export function timedCase(role: TimedCase["role"], what: string, label: string, block: BlockCase): TimedCase {
  return { id: `${role}/${caseId(block, what)}`, name: caseName(block, label), role, block };
}

/** Wraps a block with settings of its own as a case: its id bears their mark, as size and step do not tell them. */
export function ownCase(role: TimedCase["role"], what: string, label: string, block: BlockCase): TimedCase {
  const { id, ...rest } = timedCase(role, what, label, block);
  return { id: `${id}/${blockMark(block)}`, ...rest };
}

/**
 * Attention with other shares of heads than the default: as many KV heads as heads, and one KV head. Arithmetic goes with
 * the heads and traffic with the KV heads, so only several shares can tell the cost of one from that of the other.
 */
function sharedHeadCases(
  layer: Extract<MeasuredLayer, { kind: "attention" }>,
  hiddenSize: number,
  context: number,
  precision: GraphPrecision,
): readonly TimedCase[] {
  const { settings } = layer;
  const shares = new Set([settings.heads, 1]);
  shares.delete(settings.kvHeads);
  return [...shares].map((kvHeads) =>
    timedCase(
      "fit",
      `attention-kv${kvHeads}`,
      `Attention with ${kvHeads === 1 ? "one KV head" : `${kvHeads} KV heads`}`,
      decode([{ kind: "attention", settings: { ...settings, kvHeads } }], hiddenSize, precision, { context }),
    ),
  );
}

function isAttention(kind: OperatorKind): boolean {
  return kind === "attention" || kind === "swa";
}

/** The steps one operator is timed in. */
function stepsOf(kind: OperatorKind, space: CalibrationSpace): readonly Partial<BlockCase>[] {
  const contexts = isAttention(kind) ? space.contexts : [0];
  const decodes = contexts.flatMap((context) => space.batches.map((batch) => ({ context, batch })));
  const prefills = space.prompts.map((tokens) => ({ phase: "prefill" as const, tokens }));
  return [...decodes, ...prefills];
}

/** The cases a profile is fitted to: every operator, size and step of the space, and the LM head. */
export function fitCases(space: CalibrationSpace): readonly TimedCase[] {
  const { precision } = space;
  const cases: TimedCase[] = [];
  for (const hiddenSize of space.hiddenSizes) {
    for (const kind of space.kinds) {
      const layer = measuredLayer(kind, hiddenSize);
      for (const step of stepsOf(kind, space)) {
        const block = decode([layer], hiddenSize, precision, step);
        if (expressible(layer, block) === null)
          cases.push(timedCase("fit", kind, operators[kind].label, block));
      }
      if (layer.kind === "attention")
        cases.push(...sharedHeadCases(layer, hiddenSize, Math.max(0, ...space.contexts), precision));
    }
    const head = { kind: "head", vocabSize: headRowsPerHidden * hiddenSize } as const;
    cases.push(timedCase("fit", "head", "LM head", decode([head], hiddenSize, precision)));
    cases.push(timedCase("fit", "norm", "Norm", decode([{ kind: "norm" }], hiddenSize, precision)));
  }
  return cases;
}

/**
 * Two hybrid stacks between the fitted sizes: four layers, and eight of the 3:1 rhythm of published hybrids. They are
 * graphs of their own, so they show what a sum over blocks misses.
 */
export function validationCases(
  hiddenSize: number,
  context: number,
  precision: GraphPrecision,
): readonly TimedCase[] {
  const layers = (kinds: readonly OperatorKind[]) => kinds.map((kind) => measuredLayer(kind, hiddenSize));
  const four = layers(["gated-deltanet", "ffn", "attention", "ffn"]);
  const eight = layers([
    ...["mamba2", "ffn", "deltanet", "ffn", "mamba2", "ffn"],
    ...["attention", "ffn"],
  ] as OperatorKind[]);
  return [
    timedCase(
      "validate",
      "stack-of-4",
      "Stack of 4 layers",
      decode(four, hiddenSize, precision, { context }),
    ),
    timedCase(
      "validate",
      "stack-of-8",
      "Stack of 8 layers",
      decode(eight, hiddenSize, precision, { context }),
    ),
  ];
}

/** The block that is timed again and again to notice a busy machine. */
export function referenceCase(hiddenSize: number, precision: GraphPrecision): TimedCase {
  const layer = measuredLayer("ffn", hiddenSize);
  return timedCase("reference", "ffn", "Reference FFN", decode([layer], hiddenSize, precision));
}

/** A hidden size between the two largest of a space, in steps of 64, for stacks that no fitted case equals. */
export function betweenSizes(hiddenSizes: readonly number[]): number {
  const sorted = [...hiddenSizes].sort((a, b) => b - a);
  const [largest = 512, next = largest] = sorted;
  return Math.max(64, Math.round((largest + next) / 2 / 64) * 64);
}

/** A calibration over a space with its validation stacks. */
export function calibrationPlan(id: PlanId, name: string, space: CalibrationSpace, protocol: Protocol): Plan {
  const between = betweenSizes(space.hiddenSizes);
  const context = space.contexts[Math.floor(space.contexts.length / 2)] ?? 0;
  return {
    id,
    name,
    protocol,
    cases: [
      referenceCase(Math.max(...space.hiddenSizes), space.precision),
      ...fitCases(space),
      ...validationCases(between, context, space.precision),
    ],
  };
}

import { type Design, designSchema } from "../../design/design";
import { operators } from "../../design/operators/registry";
import { predictQuality } from "../predictQuality";
import type { Check } from "./check";

/** A question at the edge, and how it was answered. */
export interface ExtremeAnswer {
  readonly label: string;
  readonly answer: "wide band" | "refused" | "failed";
  readonly detail: string;
}

/** Half-width of the loss band that counts as wide, nats a token: three times that of a design inside the range. */
const wideHalf = 0.04;

function transformer(hiddenSize: number, blocks: number, vocabSize = 32_000): Design {
  return {
    schema: designSchema,
    name: `${blocks} blocks of ${hiddenSize}`,
    hiddenSize,
    vocabSize,
    tieEmbeddings: true,
    stages: [{ repeat: blocks, layers: ["attention", "ffn"] }],
    operators: {
      attention: operators.attention.defaults(hiddenSize),
      ffn: operators.ffn.defaults(hiddenSize),
    },
  };
}

const allFeedForward: Design = {
  ...transformer(1024, 12),
  name: "Feed-forward layers alone",
  stages: [{ repeat: 12, layers: ["ffn"] }],
};

/** Asks the model about designs and tokens far outside all data. Each must end in a wide band or a refusal. */
export function askExtremes(): readonly ExtremeAnswer[] {
  const ordinary = transformer(1024, 16);
  return [
    ask("2 layers", transformer(1024, 1), 1e11),
    ask("400 layers", transformer(1024, 200), 1e11),
    ask("1 M parameters", transformer(128, 4, 2048), 1e11),
    ask("70 B parameters", transformer(8192, 80), 1e12),
    ask("0 tokens", ordinary, 0),
    ask("1 token", ordinary, 1),
    ask("1e16 tokens", ordinary, 1e16),
    ask("no token mixer", allFeedForward, 1e11),
    ask("not a number of tokens", ordinary, Number.NaN),
  ];
}

function ask(label: string, design: Design, tokens: number): ExtremeAnswer {
  const prediction = predictQuality(design, { tokens });
  if (!prediction.ok) return { label, answer: "refused", detail: prediction.problems[0]!.message };
  const { loss, cr6 } = prediction.value;
  const figures = [loss.value, loss.lo, loss.hi, cr6.value, cr6.lo, cr6.hi];
  const finite = figures.every((figure) => figure !== null && Number.isFinite(figure));
  const half = ((loss.hi ?? 0) - (loss.lo ?? 0)) / 2;
  return {
    label,
    answer: finite && half >= wideHalf ? "wide band" : "failed",
    detail: `loss ${loss.value.toFixed(2)} ± ${half.toFixed(2)}, average ${cr6.value.toFixed(1)} (${cr6.lo?.toFixed(1)} to ${cr6.hi?.toFixed(1)})`,
  };
}

/** How many extremes were answered with a bare or confident number. */
export function extremesCheck(answers: readonly ExtremeAnswer[]): Check {
  return {
    id: "extremes",
    label: "Extremes answered with a confident number or none",
    value: answers.filter(({ answer }) => answer === "failed").length,
    bar: { most: 0 },
    unit: "",
  };
}

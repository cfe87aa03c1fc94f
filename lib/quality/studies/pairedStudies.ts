import { findEffect } from "../effects/effects";
import { mean } from "../eval/statistics";
import { natsPerWord } from "../fit/operatorContrasts";
import { z90 } from "../lossDifference";
import type { Study, StudyRow } from "./study";

/** A model trained with and without one change: Wikitext perplexities per word. */
interface Pair {
  readonly id: string;
  readonly label: string;
  readonly without: number;
  readonly with: number;
}

/** Tables 4 and 12, 1 B and 100 B tokens. */
const weightNormPairs: readonly Pair[] = [
  { id: "llama", label: "Llama 1B", without: 18.67, with: 18.03 },
  { id: "deltanet", label: "DeltaNet 1B", without: 18.86, with: 18.19 },
  { id: "mamba2", label: "Mamba2 1B", without: 18.44, with: 17.88 },
  { id: "hybrid", label: "Attention, Mamba, FFN 1B", without: 17.96, with: 17.5 },
];

/** Table 5, 256 tokens. */
const metaTokenPairs: readonly Pair[] = [
  { id: "mamba2", label: "Mamba2, 48 operators, 1B", without: 19.04, with: 18.98 },
  { id: "deltanet", label: "DeltaNet, 48 operators, 1B", without: 19.6, with: 19.47 },
  { id: "searched", label: "Searched, 24 operators, 830M", without: 20.61, with: 20.49 },
];

const effectOf = ({ without, with: after }: Pair) => Math.log(after / without) / natsPerWord;

/** Each pair from the mean effect of the other pairs, with the deviation the shipped term states. */
function pairRows(pairs: readonly Pair[], sd: number): readonly StudyRow[] {
  return pairs.map((pair) => {
    const others = pairs.filter(({ id }) => id !== pair.id);
    const effect = mean(others.map(effectOf));
    const at = (nats: number) => pair.without * Math.exp(natsPerWord * nats);
    return {
      id: pair.id,
      label: pair.label,
      design: null,
      published: pair.with,
      predicted: { value: at(effect), lo: at(effect - z90 * sd), hi: at(effect + z90 * sd) },
      error: at(effect) - pair.with,
      remark: `Without the change: ${pair.without} (published, taken as given).`,
    };
  });
}

/** Weight normalisation: each model from the others of the same tables. */
export function weightNormStudy(): Study {
  const effect = findEffect("weight-norm")!;
  return {
    id: "weight-norm",
    title: "Weight normalisation",
    setup:
      "Models of 1 B, 100 B tokens, learning rate 1e-3 tuned for the baseline; every weight matrix projected to unit norm after each step.",
    metric: "Wikitext perplexity per word",
    method:
      "Perplexity without the change times the mean ratio of the other models: the term rests on these tables, so each row is predicted without itself.",
    rows: pairRows(weightNormPairs, effect.sd),
    summary: [
      {
        label: "Term as shipped, nats a token",
        predicted: effect.mean,
        published: mean(weightNormPairs.map(effectOf)),
      },
    ],
    unpredicted: [
      "nGPT and its cost per iteration (Table 12) are training methods outside the design document.",
      "The text states −0.66 perplexity on average; the table gives −0.62.",
    ],
    source: "arXiv:2511.18890 Tables 4 and 12",
  };
}

/** Meta tokens: each model from the others of the same table. */
export function metaTokenStudy(): Study {
  const effect = findEffect("meta-tokens")!;
  return {
    id: "meta-tokens",
    title: "Meta tokens",
    setup: "256 learnable tokens before the input; models of about 1 B.",
    metric: "Wikitext perplexity per word",
    method:
      "Perplexity without meta tokens times the mean ratio of the other models: each row is predicted without itself.",
    rows: pairRows(metaTokenPairs, effect.sd),
    summary: [
      {
        label: "Term as shipped, nats a token",
        predicted: effect.mean,
        published: mean(metaTokenPairs.map(effectOf)),
      },
    ],
    unpredicted: [
      "The gain of 0.45 points in commonsense accuracy is larger than this loss difference explains.",
    ],
    source: "arXiv:2511.18890 Table 5",
  };
}

import { rankCorrelation } from "../../base/rankCorrelation";
import type { Design } from "../../design/design";
import type { OperatorKind } from "../../design/operatorKinds";
import { studyTokens } from "../qualityOptions";
import { paperLeftOut } from "./leftOut";
import { searchPhaseDesignOfSize } from "./searchPhase";
import type { Study } from "./study";
import { type PublishedPerplexity, perplexityRows } from "./wikitextPerplexity";

/** Size of every model of the operator study. */
const studiedParameters = 500e6;

function row(
  id: string,
  label: string,
  published: number,
  block: readonly OperatorKind[],
  repeat: number,
): PublishedPerplexity {
  const design: Design = searchPhaseDesignOfSize(`${label}, 500M`, studiedParameters, block, repeat);
  return { id, label, published, design };
}

/** Tables 1 and 10: single operators and pairs at 500 M and 24 operators. Pairs use blocks of two mixers and one FFN. */
const rows: () => readonly PublishedPerplexity[] = () => [
  row("attention", "Attention", 24.44, ["attention", "ffn"], 12),
  row("gla", "GLA", 25.16, ["gla", "ffn"], 12),
  row("deltanet", "DeltaNet", 23.87, ["deltanet", "ffn"], 12),
  row("gated-deltanet", "Gated DeltaNet", 23.8, ["gated-deltanet", "ffn"], 12),
  row("rwkv7", "RWKV7", 25.47, ["rwkv7", "ffn"], 12),
  row("mamba", "Mamba", 24.55, ["mamba"], 24),
  row("mamba2", "Mamba2", 24.36, ["mamba2"], 24),
  row("attention-mamba2", "Attention + Mamba2", 23.52, ["attention", "mamba2", "ffn"], 8),
  row("deltanet-attention", "DeltaNet + attention", 24.32, ["deltanet", "attention", "ffn"], 8),
  row("deltanet-mamba2", "DeltaNet + Mamba2", 23.37, ["deltanet", "mamba2", "ffn"], 8),
  row("gdn-attention", "Gated DeltaNet + attention", 24.31, ["gated-deltanet", "attention", "ffn"], 8),
  row("gdn-mamba2", "Gated DeltaNet + Mamba2", 23.37, ["gated-deltanet", "mamba2", "ffn"], 8),
  row("gla-attention", "GLA + attention", 24.6, ["gla", "attention", "ffn"], 8),
  row("gla-mamba2", "GLA + Mamba2", 24.04, ["gla", "mamba2", "ffn"], 8),
];

/** The operator study, predicted with the paper's own rows left out of the operator terms. */
export function operatorStudy(): Study {
  const predicted = perplexityRows(rows(), studyTokens, paperLeftOut);
  return {
    id: "operators",
    title: "Operators, alone and in pairs",
    setup:
      "Models of 500 M parameters and 24 operators, 100 B tokens of Smollm-corpus. One FFN after each mixer, none with Mamba and Mamba2; pairs as blocks of two mixers and one FFN.",
    metric: "Wikitext perplexity per word",
    method:
      "Loss differences to attention at 100 B tokens, 1.4 nats a word for each nat a token. Hidden sizes follow from 500 M; operator offsets are fitted without this paper's rows.",
    rows: predicted,
    summary: [
      {
        label: "Rank correlation of predicted and published",
        predicted: rankCorrelation(
          predicted.map(({ predicted: figure }) => figure!.value),
          predicted.map(({ published }) => published),
        ),
        published: null,
      },
    ],
    unpredicted: [
      "Ranks inside the bands are no results: attention, Mamba2, DeltaNet and gated DeltaNet cannot be told apart.",
      "Latency by operator at 500 M is only plotted, without numbers.",
    ],
    source: "arXiv:2511.18890 Tables 1 and 10",
  };
}

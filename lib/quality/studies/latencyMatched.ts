import { rankCorrelation, rankCorrelationRange } from "../../base/rankCorrelation";
import { parameterTable, sumParameters } from "../../cost/parameters";
import { findPreset } from "../../design/presets";
import { studyTokens } from "../qualityOptions";
import { paperLeftOut } from "./leftOut";
import { searchPhaseDesignOfSize } from "./searchPhase";
import type { Study } from "./study";
import { type PublishedPerplexity, perplexityRows } from "./wikitextPerplexity";

const reconstructed =
  "Hidden size from the published count at 24 operators, in steps of 32; not published itself.";

/** The seven designs of Table 3 with their published perplexities. */
export function latencyMatchedDesigns(): readonly PublishedPerplexity[] {
  const preset = (id: string) => findPreset(id)!.design;
  return [
    { id: "swa", label: "Sliding-window attention", design: preset("latency-matched-swa"), published: 23.33 },
    {
      id: "gla",
      label: "GLA",
      design: searchPhaseDesignOfSize("Latency-matched GLA, 862M", 862e6, ["gla", "ffn"], 12),
      published: 22.67,
      remark: reconstructed,
    },
    {
      id: "deltanet",
      label: "DeltaNet",
      design: searchPhaseDesignOfSize("Latency-matched DeltaNet, 852M", 852e6, ["deltanet", "ffn"], 12),
      published: 20.9,
      remark: reconstructed,
    },
    {
      id: "gated-deltanet",
      label: "Gated DeltaNet",
      design: searchPhaseDesignOfSize(
        "Latency-matched gated DeltaNet, 672M",
        672e6,
        ["gated-deltanet", "ffn"],
        12,
      ),
      published: 21.98,
      remark: reconstructed,
    },
    {
      id: "mamba2",
      label: "Mamba2",
      design: searchPhaseDesignOfSize("Latency-matched Mamba2, 601M", 601e6, ["mamba2"], 24),
      published: 23.14,
      remark: reconstructed,
    },
    {
      id: "mamba2-ffn",
      label: "Mamba2 + FFN",
      design: preset("latency-matched-mamba2-ffn"),
      published: 21.43,
    },
    { id: "searched", label: "Searched", design: preset("searched-latency-837m"), published: 20.7 },
  ];
}

/** Published parameters of Table 3, in the order of the designs. */
export const latencyMatchedParameters = [616e6, 862e6, 852e6, 672e6, 601e6, 889e6, 837e6];

/** Table 3: designs of equal A100 latency, predicted with this paper's rows left out of the operator terms. */
export function latencyMatchedStudy(): Study {
  const designs = latencyMatchedDesigns();
  const rows = perplexityRows(designs, studyTokens, paperLeftOut);
  const published = rows.map((row) => row.published);
  const predicted = rows.map((row) => row.predicted!.value);
  const [low, high] = rankCorrelationRange(predicted, published);
  return {
    id: "latency-matched",
    title: "Latency-matched comparison",
    setup:
      "Seven designs of 24 operators, hidden size scaled to an equal 17.7 to 18.2 s for decoding 8k tokens at batch 1 on an A100; 100 B tokens of Smollm-corpus.",
    metric: "Wikitext perplexity per word",
    method:
      "Loss differences to the first row at 100 B tokens, 1.4 nats a word for each nat a token. Operator offsets are fitted without this paper's rows.",
    rows,
    summary: [
      {
        label: "Rank correlation of predicted and published",
        predicted: rankCorrelation(predicted, published),
        published: null,
      },
      { label: "The same, least when one design is left out", predicted: low, published: null },
      { label: "The same, most when one design is left out", predicted: high, published: null },
      {
        label: "Rank correlation of parameters alone",
        predicted: rankCorrelation(
          latencyMatchedParameters.map((parameters) => -parameters),
          published,
        ),
        published: null,
      },
      {
        label: "Largest miss of a reconstructed parameter count, %",
        predicted: 100 * Math.max(...Object.values(reconstructionErrors()).map(Math.abs)),
        published: null,
      },
    ],
    unpredicted: [
      "The average of eight commonsense tasks: it is another average than the one the accuracy map was fitted to.",
    ],
    source: "arXiv:2511.18890 Table 3",
  };
}

/** How far the reconstructed counts are from the published ones, as fractions, by id. */
export function reconstructionErrors(): Readonly<Record<string, number>> {
  return Object.fromEntries(
    latencyMatchedDesigns().map(({ id, design }, index) => [
      id,
      sumParameters(parameterTable(design)).total / latencyMatchedParameters[index]! - 1,
    ]),
  );
}

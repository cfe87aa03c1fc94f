import { findPreset } from "../../design/presets";
import { studyTokens } from "../qualityOptions";
import { paperLeftOut } from "./leftOut";
import { searchPhaseDesignOfSize } from "./searchPhase";
import type { Study } from "./study";
import { perplexityRows } from "./wikitextPerplexity";

/** The pattern of the parameter winner, `(m2 f a f a f d)x3 m2 f a f d f f`, whose hidden size is not published. */
const parameterWinnerUnit = ["mamba2", "ffn", "swa", "ffn", "swa", "ffn", "deltanet"] as const;
const parameterWinnerTail = ["mamba2", "ffn", "swa", "ffn", "deltanet", "ffn", "ffn"] as const;

/** The winners of the search: the one for latency as reference, the one for parameters predicted from it. */
export function searchStudy(): Study {
  const latencyWinner = findPreset("searched-latency-837m")!.design;
  const parameterWinner = searchPhaseDesignOfSize(
    "Searched for parameters, 497M",
    497e6,
    [...parameterWinnerUnit, ...parameterWinnerUnit, ...parameterWinnerUnit, ...parameterWinnerTail],
    1,
  );
  return {
    id: "search",
    title: "Evolutionary search",
    setup:
      "Aging evolution over patterns of DeltaNet, attention in windows of 512 and Mamba2; 20 cycles of 10 candidates, each judged by its perplexity after 10 B tokens; winners trained on 100 B.",
    metric: "Wikitext perplexity per word",
    method:
      "Loss difference to the latency winner at 100 B tokens, 1.4 nats a word for each nat a token; operator offsets are fitted without this paper's rows.",
    rows: perplexityRows(
      [
        {
          id: "latency-winner",
          label: "Latency winner, 837 M",
          design: latencyWinner,
          published: 20.7,
        },
        {
          id: "parameter-winner",
          label: "Parameter winner, 497 M",
          design: parameterWinner,
          published: 23.06,
          remark: "Its hidden size is not published; the one that comes closest to 497 M is taken.",
        },
      ],
      studyTokens,
      paperLeftOut,
    ),
    summary: [],
    unpredicted: [
      "Perplexity after 10 B tokens (31 to 36 in Fig. 5) is another corpus and schedule; its rank correlation of 0.888 with the full training is the paper's measurement.",
      "Population size, sample size and mutation probabilities are not published; this app's defaults are its own.",
      "Neither winner fits the space as described: each repeats a unit of three mixer kinds.",
    ],
    source: "arXiv:2511.18890 Table 2, section 3.2 and appendix C",
  };
}

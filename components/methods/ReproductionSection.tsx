import type { Estimate } from "@/lib/base/estimate";
import { figureText } from "@/lib/base/figure";
import { printNotation } from "@/lib/design/notation";
import type { DeviceProfile } from "@/lib/latency/deviceProfile";
import { type ReproducedSearch, reproduceSearches } from "@/lib/search/reproduction";
import { DataTable, Prose } from "./prose";

interface Row {
  readonly key: string;
  readonly search: ReproducedSearch;
  readonly which: "the paper's winner" | "found here";
}

/** The paper's search run again on this app's predictors: its winners beside what is found under the same limits. */
export function ReproductionSection({ profile }: { readonly profile: DeviceProfile | null }) {
  if (profile === null) return null;
  const searches = reproduceSearches(profile);
  const rows = searches.flatMap((search): readonly Row[] => [
    { key: `${search.id} winner`, search, which: "the paper's winner" },
    { key: `${search.id} found`, search, which: "found here" },
  ]);
  const estimated = ({ search, which }: Row) =>
    which === "the paper's winner" ? search.winner : search.found;
  return (
    <>
      <Prose>
        <p>
          The paper's space and algorithm, aging evolution with one-factor mutations, from random starts on{" "}
          {profile.name}. The paper trained 200 candidates and ranked them by perplexity after 10 B tokens;
          here {searches[0]?.evaluated.toLocaleString("en-US")} are ranked by predicted loss at 100 B. Both
          winners need blocks of three mixers, which the described space does not have: such blocks are added.
        </p>
        <p>
          The predictor knows operators by their mean effect in other studies and cannot tell most orders of
          layers apart, so a found design that is tied with the winner confirms no more than that. The hidden
          size of the parameter winner is not published; the one that comes closest to its size is taken.
        </p>
      </Prose>
      <DataTable
        caption="Published in Table 2 of arXiv:2511.18890; predictions by this app for the same conditions"
        rows={rows}
        keyOf={({ key }) => key}
        over={(row) => {
          const { search, which } = row;
          const design = estimated(row)?.design;
          return (
            <>
              {which === "the paper's winner" && <p className="font-semibold">{search.title}</p>}
              <p className="font-mono text-xs">
                {design
                  ? `${printNotation(design.stages)}, ${design.hiddenSize.toLocaleString("en-US")} wide`
                  : "nothing met the limit"}
              </p>
              {which === "the paper's winner" && (
                <p className="text-xs text-ink-muted">{publishedWords(search.published)}</p>
              )}
            </>
          );
        }}
        columns={[
          { title: "Design", cell: ({ which }) => which },
          { title: "Parameters", figures: true, cell: (row) => words(estimated(row)?.params) },
          { title: "Latency", figures: true, cell: (row) => words(estimated(row)?.latency.latencyMs) },
          { title: "Loss", figures: true, cell: (row) => words(estimated(row)?.quality.loss) },
          {
            title: "Loss against the winner",
            figures: true,
            cell: ({ search: { gap }, which }) =>
              which === "found here" && gap
                ? `${signed(gap.mean)} (${signed(gap.lo)} to ${signed(gap.hi)})${gap.tied ? ", tied" : ""}`
                : "",
          },
        ]}
      />
    </>
  );
}

function publishedWords({ params, latencySeconds, perplexity, cr8 }: ReproducedSearch["published"]): string {
  return `Published: ${params / 1e6} M, ${latencySeconds} s, perplexity ${perplexity}, CR8 ${cr8}`;
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;
}

function words(estimate: Estimate | undefined): string {
  if (estimate === undefined) return "";
  const { value, lo, hi, unit } = estimate;
  const text = figureText(value, unit);
  return lo === null || hi === null || lo === hi
    ? text
    : `${text} (${figureText(lo, unit)} to ${figureText(hi, unit)})`;
}

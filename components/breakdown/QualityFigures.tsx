import { Figure } from "@/components/ui/Figure";
import { signedDigits } from "@/lib/base/signedDigits";
import { tokensText } from "@/lib/base/tokenCount";
import type { QualityPrediction } from "@/lib/quality/qualityPrediction";

/** Predicted quality, what it is made of, and what no number can say. */
export function QualityFigures({ quality }: { readonly quality: QualityPrediction }) {
  return (
    <div>
      <h3 className="panel-title mb-0.5">Quality</h3>
      <Figure label="Loss" metric="loss" estimate={quality.loss} />
      <Figure label="Commonsense" metric="cr6" estimate={quality.cr6} />
      <p className="text-xs text-ink-muted">
        <QualityConditions quality={quality} /> MMLU, math and code depend on the recipe and are not
        predicted.
      </p>
      <details className="mt-1 text-xs">
        <summary className="text-ink-soft">What the loss is made of</summary>
        <table className="tabular mt-1 w-full">
          <thead className="text-left text-ink-muted">
            <tr>
              <th className="font-normal">Term</th>
              <th className="text-right font-normal">nats/token</th>
              <th className="text-right font-normal">sd</th>
              <th className="pl-2 font-normal">Grade</th>
            </tr>
          </thead>
          <tbody>
            {quality.terms.map(({ id, label, mean, sd, grade, provenance }, index) => (
              <tr key={id} title={provenance}>
                <td className="text-ink-soft">{label}</td>
                <td className="text-right">{index === 0 ? mean.toFixed(3) : signedDigits(mean, 3)}</td>
                <td className="text-right text-ink-muted">{sd.toFixed(3)}</td>
                <td className="pl-2">{grade}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {quality.notes.length > 0 && (
          <ul className="mt-1 flex flex-col gap-0.5 text-ink-muted">
            {quality.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </details>
    </div>
  );
}

/** What loss and commonsense are taken at. Commonsense marks it where it does not follow the training tokens. */
export function QualityConditions({ quality }: { readonly quality: QualityPrediction }) {
  const { tokens, anchor, ownRecipe } = quality;
  if (ownRecipe)
    return <>Loss after {tokensText(tokens)}; commonsense with the recipe and tokens of your own results.</>;
  if (anchor.tokens === tokens)
    return (
      <>
        If trained on {tokensText(tokens)} with the recipe of {anchor.name}.
      </>
    );
  return (
    <>
      Loss after {tokensText(tokens)}.{" "}
      <span className="text-warning">
        Commonsense does not follow these tokens: it holds the recipe
        {anchor.tokens === null ? " and tokens" : ` and ${tokensText(anchor.tokens)}`} of {anchor.name}.
      </span>
    </>
  );
}

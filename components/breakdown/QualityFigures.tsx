import { Figure } from "@/components/ui/Figure";
import { significantDigits } from "@/lib/base/figure";
import { signedDigits } from "@/lib/base/signedDigits";
import type { QualityPrediction } from "@/lib/quality/qualityPrediction";

/** Predicted quality, what it is made of, and what no number can say. */
export function QualityFigures({ quality }: { readonly quality: QualityPrediction }) {
  return (
    <div>
      <h3 className="panel-title mb-0.5">Quality</h3>
      <Figure label="Loss" metric="loss" estimate={quality.loss} />
      <Figure label="Commonsense" metric="cr6" estimate={quality.cr6} />
      <p className="text-xs text-ink-muted">
        If trained on {trillions(quality.tokens)} tokens with{" "}
        {quality.ownRecipe ? "your own recipe" : `the recipe of ${quality.anchor.name}`}. MMLU, math and code
        depend on the recipe and are not predicted.
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

function trillions(tokens: number): string {
  return `${significantDigits(tokens / 1e12, 2)} trillion`;
}

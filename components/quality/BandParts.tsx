import type { QualityPrediction } from "@/lib/quality/qualityPrediction";

/** What the band of the commonsense average is made of, and the published score beside the prediction. */
export function BandParts({ quality }: { readonly quality: QualityPrediction }) {
  const { architecture, benchmarkNoise, contained, crossRecipe } = quality.bands;
  const parts = [
    { label: "Architecture (law, effects, slope)", points: architecture },
    { label: "Benchmark noise, between two evaluations", points: benchmarkNoise },
    { label: "Both together, as shown above", points: contained },
    { label: "Not contained: another recipe", points: crossRecipe },
  ];
  return (
    <div>
      <table className="tabular w-full text-xs">
        <caption className="pb-0.5 text-left text-ink-muted">90 % band of commonsense, in points</caption>
        <tbody>
          {parts.map(({ label, points }) => (
            <tr key={label}>
              <th scope="row" className="text-left font-normal text-ink-soft">
                {label}
              </th>
              <td className="text-right">± {points.toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {quality.published !== null && (
        <p className="mt-1 text-xs text-ink-soft">
          Published {quality.published.cr6.toFixed(2)} %
          {quality.cr6.source === "published" && ", the figure above: the model is its own anchor"}. Predicted
          from {quality.published.predictedFrom} {quality.published.predicted.value.toFixed(1)} %
          {bandWords(quality.published.predicted.lo, quality.published.predicted.hi)}.
        </p>
      )}
    </div>
  );
}

function bandWords(lo: number | null, hi: number | null): string {
  return lo === null || hi === null ? "" : ` (${lo.toFixed(1)} to ${hi.toFixed(1)})`;
}

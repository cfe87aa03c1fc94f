import type { QualityPrediction } from "@/lib/quality/qualityPrediction";

/** What the band of the commonsense average is made of, and the published score beside the prediction. */
export function BandParts({ quality }: { readonly quality: QualityPrediction }) {
  const { architecture, benchmarkNoise, crossRecipe } = quality.bands;
  const parts = [
    { label: "Architecture", points: architecture, note: "law, effects and slope" },
    { label: "Benchmark noise", points: benchmarkNoise, note: "between two evaluations" },
    { label: "Another recipe", points: crossRecipe, note: "comes on top if it is not the anchor's" },
  ];
  return (
    <div>
      <table className="tabular w-full text-xs">
        <caption className="pb-0.5 text-left text-ink-muted">90 % band of commonsense, in points</caption>
        <tbody>
          {parts.map(({ label, points, note }) => (
            <tr key={label} title={note}>
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
          Published {quality.published.cr6.toFixed(2)} %; predicted from {quality.published.predictedFrom}{" "}
          {quality.published.predicted.value.toFixed(1)} %
          {bandWords(quality.published.predicted.lo, quality.published.predicted.hi)}.
        </p>
      )}
    </div>
  );
}

function bandWords(lo: number | null, hi: number | null): string {
  return lo === null || hi === null ? "" : ` (${lo.toFixed(1)} to ${hi.toFixed(1)})`;
}

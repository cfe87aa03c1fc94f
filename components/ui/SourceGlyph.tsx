import type { EstimateSource } from "@/lib/base/estimate";

const words: { readonly [S in EstimateSource]: string } = {
  exact: "exact",
  measured: "measured here",
  calibrated: "calibrated on measured kernels",
  modelled: "modelled",
  published: "published",
};

/** What a source is called in a sentence. */
export function sourceWords(source: EstimateSource): string {
  return words[source];
}

/** Where a figure comes from, as a mark: filled dot, ring, dashed ring, square; a plus for what was counted. */
export function SourceGlyph({ source }: { readonly source: EstimateSource }) {
  return (
    <svg role="img" viewBox="0 0 10 10" className="inline-block size-2.5 shrink-0 overflow-visible">
      <title>{words[source]}</title>
      <Mark source={source} />
    </svg>
  );
}

function Mark({ source }: { readonly source: EstimateSource }) {
  const ring = { cx: 5, cy: 5, r: 3.6, fill: "none", stroke: "currentColor", strokeWidth: 1.4 };
  switch (source) {
    case "measured":
      return <circle cx={5} cy={5} r={4} fill="currentColor" />;
    case "calibrated":
      return <circle {...ring} />;
    case "modelled":
      return <circle {...ring} strokeDasharray="2 1.77" />;
    case "published":
      return <rect x={1.4} y={1.4} width={7.2} height={7.2} fill="currentColor" />;
    case "exact":
      return <path d="M2 3.6h6M2 6.4h6" stroke="currentColor" strokeWidth={1.4} />;
  }
}

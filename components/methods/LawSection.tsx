import { fittedBackbone } from "@/lib/quality/backbone";
import { type Coefficient, coefficientGroups } from "@/lib/quality/studies/coefficients";
import { Formula } from "./Formula";
import { DataTable, Prose } from "./prose";

/** The scaling law, the effects and the map from loss to accuracy, with the origin of every coefficient. */
export function LawSection() {
  const { range, forms, provenance, licence } = fittedBackbone;
  return (
    <>
      <Prose>
        <p>
          The loss of the backbone (nats a token, Dolma validation) is the mean of two laws in size N,
          training tokens T, depth D in blocks, and width W. N counts non-embedding parameters plus an untied
          embedding of 50,304 tokens. {provenance}
        </p>
        <p>
          Their disagreement and a bootstrap over model shapes ({forms.DK.ensemble.length} members) give the
          model's own uncertainty; it widens outside {range.depth[0]} to {range.depth[1]} blocks,{" "}
          {millions(range.effectiveParameters[0])} to {millions(range.effectiveParameters[1])} of N and{" "}
          {billions(range.tokens[0])} to {billions(range.tokens[1])} tokens. Differences between designs
          transfer to other corpora; absolute losses do not.
        </p>
        <p>
          What the law cannot see adds as separate terms: a feature of the pattern times an uncertain weight.
          The error of a weight is one error, shared by all designs that have the feature, so it cancels
          between them. Grades: A several labs and sweeps, B one or two, C contrasts that differ, D one paper.
          Any term can be switched off or given a weight of one's own in the Quality tab.
        </p>
        <p>
          Commonsense accuracy (mean of ARC-C, ARC-E, HellaSwag, OBQA, PIQA and WinoGrande) hangs on a
          published model by the difference in loss; models of one loss score alike whatever their shape.
          MMLU, math, code and single tasks are the recipe's doing and are never predicted.
        </p>
      </Prose>
      {coefficientGroups().map(({ title, formula, coefficients }) => (
        <DataTable<Coefficient>
          key={title}
          caption={
            <>
              {title}. <Formula text={formula} />
              {commonOrigin(coefficients) !== null && `. ${commonOrigin(coefficients)}`}
            </>
          }
          rows={coefficients}
          keyOf={({ id }) => id}
          columns={[
            { title: "Coefficient", cell: ({ label }) => <Formula text={label} /> },
            { title: "Value", figures: true, cell: ({ value }) => digits(value) },
            { title: "sd", figures: true, cell: ({ sd }) => (sd === null ? "unknown" : digits(sd)) },
            { title: "Unit", cell: ({ unit }) => unit },
            { title: "Grade", cell: ({ grade }) => grade ?? "" },
            ...(commonOrigin(coefficients) === null
              ? [{ title: "Origin", cell: ({ origin }: Coefficient) => origin }]
              : []),
          ]}
        />
      ))}
      <p className="max-w-prose text-xs text-ink-muted">{licence}</p>
    </>
  );
}

/** The origin all coefficients of a table share; null where each has its own. */
function commonOrigin(coefficients: readonly Coefficient[]): string | null {
  const origin = coefficients[0]?.origin ?? null;
  return coefficients.every((coefficient) => coefficient.origin === origin) ? origin : null;
}

function digits(value: number): string {
  return value.toLocaleString("en-US", { maximumSignificantDigits: 4 }).replace("-", "−");
}

function millions(count: number): string {
  return `${Math.round(count / 1e6).toLocaleString("en-US")} M`;
}

function billions(count: number): string {
  return `${Math.round(count / 1e9)} B`;
}

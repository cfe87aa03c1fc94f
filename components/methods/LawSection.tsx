import { crossRecipeDeviation, slopeDeviation, slopePerNat } from "@/lib/quality/accuracyMap";
import { fittedBackbone } from "@/lib/quality/backbone";
import { type BackboneFormId, formParameters } from "@/lib/quality/backboneForm";
import { DataTable, Prose } from "./prose";

const formulas: { readonly [F in BackboneFormId]: string } = {
  DK: "E + A·N^−α + B·N^κ·T^−β + C·(max(D, 6)/20)^−δ",
  DWK: "E + A·N^−α + B·N^κ·T^−β + C·(max(D, 4)/20)^−δ + Cw·(W/1024)^−ω",
};

/** The scaling law with its coefficients, and the map from loss to accuracy. */
export function LawSection() {
  const forms = (["DK", "DWK"] as const).map((form) => ({ form, ...fittedBackbone.forms[form] }));
  return (
    <>
      <Prose>
        <p>
          The loss of the backbone (nats a token, Dolma validation) is the mean of two laws in size N,
          training tokens T, depth D in blocks, and width W. N counts non-embedding parameters plus an untied
          embedding of 50,304 tokens, in billions; T is in hundreds of billions. {fittedBackbone.provenance}
        </p>
        <p>
          Their disagreement and a bootstrap over model shapes ({fittedBackbone.forms.DK.ensemble.length}{" "}
          members) give the model's own uncertainty; it widens outside {fittedBackbone.range.depth[0]} to{" "}
          {fittedBackbone.range.depth[1]} blocks, {millions(fittedBackbone.range.effectiveParameters[0])} to{" "}
          {millions(fittedBackbone.range.effectiveParameters[1])} of N and{" "}
          {billions(fittedBackbone.range.tokens[0])} to {billions(fittedBackbone.range.tokens[1])} tokens.
          Differences between designs transfer to other corpora; absolute losses do not.
        </p>
      </Prose>
      {forms.map(({ form, coefficients, ensemble }) => (
        <DataTable
          key={form}
          caption={`${form}: L = ${formulas[form]}`}
          rows={formParameters[form].map((name, index) => ({
            name,
            value: coefficients[index] ?? Number.NaN,
            spread: spreadOf(ensemble.map((member) => member[index] ?? Number.NaN)),
          }))}
          keyOf={({ name }) => name}
          columns={[
            { title: "Coefficient", cell: ({ name }) => name },
            { title: "Value", figures: true, cell: ({ value }) => value.toPrecision(4) },
            {
              title: "90 % of the bootstrap",
              figures: true,
              cell: ({ spread }) => `${spread[0].toPrecision(3)} to ${spread[1].toPrecision(3)}`,
            },
          ]}
        />
      ))}
      <Prose>
        <p>
          Commonsense accuracy (mean of ARC-C, ARC-E, HellaSwag, OBQA, PIQA and WinoGrande) hangs on a
          published model: {slopePerNat} ± {slopeDeviation} points a nat near its score, an exponential fitted
          on the Gemstones checkpoints beyond. Models of one loss score alike whatever their shape. Another
          recipe adds a scatter of {crossRecipeDeviation} points (one standard deviation). MMLU, math, code
          and single tasks are the recipe's doing and are never predicted.
        </p>
        <p className="text-xs text-ink-muted">{fittedBackbone.licence}</p>
      </Prose>
    </>
  );
}

function spreadOf(values: readonly number[]): readonly [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return [at(0.05), at(0.95)];
}

function millions(count: number): string {
  return `${Math.round(count / 1e6).toLocaleString("en-US")} M`;
}

function billions(count: number): string {
  return `${Math.round(count / 1e9)} B`;
}

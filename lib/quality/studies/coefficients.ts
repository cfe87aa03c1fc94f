import { deviation } from "../../base/deviation";
import { benchmarkNoise, crossRecipeDeviation, slopeDeviation, slopePerNat } from "../accuracyMap";
import { fittedBackbone } from "../backbone";
import { type BackboneFormId, formParameters } from "../backboneForm";
import { effects } from "../effects/effects";
import { natsPerWord } from "../fit/operatorContrasts";
import type { EvidenceGrade } from "../qualityPrediction";

/** One number of the quality model: its value, how sure it is, and where it comes from. */
export interface Coefficient {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  /** Standard deviation; null where none is known. */
  readonly sd: number | null;
  readonly unit: string;
  readonly grade: EvidenceGrade | null;
  readonly origin: string;
}

export interface CoefficientGroup {
  readonly title: string;
  /** The formula the coefficients belong to. */
  readonly formula: string;
  readonly coefficients: readonly Coefficient[];
}

const formulas: { readonly [F in BackboneFormId]: string } = {
  DK: "L = E + A·N^−alpha + B·N^kappa·T^−beta + C·(max(D, 6)/20)^−delta; N in 1e9, T in 1e11",
  DWK: "L = E + A·N^−alpha + B·N^kappa·T^−beta + C·(max(D, 4)/20)^−delta + Cw·(W/1024)^−omega; N in 1e9, T in 1e11",
};

/** Where every coefficient of the quality model comes from. */
export function coefficientGroups(): readonly CoefficientGroup[] {
  return [
    backboneGroup("DK"),
    backboneGroup("DWK"),
    {
      title: "Effects of operators, mixing and training",
      formula: "Each term is a feature of the design times its weight; terms add.",
      coefficients: effects.map(({ id, label, mean, sd, grade, provenance }) => ({
        id,
        label,
        value: mean,
        sd,
        unit: id === "experts" ? "times the gain of the law" : "nats/token",
        grade,
        origin: provenance,
      })),
    },
    accuracyGroup(),
  ];
}

function backboneGroup(form: BackboneFormId): CoefficientGroup {
  const { coefficients, ensemble } = fittedBackbone.forms[form];
  return {
    title: `Backbone law ${form}`,
    formula: formulas[form],
    coefficients: formParameters[form].map((id, index) => ({
      id: `${form}:${id}`,
      label: id,
      value: coefficients[index]!,
      sd: deviation(ensemble.map((member) => member[index]!)),
      unit: ["E", "A", "B", "C", "Cw"].includes(id) ? "nats/token" : "exponent",
      grade: "A",
      origin: `${fittedBackbone.provenance} ${fittedBackbone.licence}`,
    })),
  };
}

function accuracyGroup(): CoefficientGroup {
  const { floor, scale, rate, rmse } = fittedBackbone.accuracyMap;
  const gemstones = `Robust least squares on 560 Gemstones checkpoints, residual ${rmse.toFixed(2)} points.`;
  const entry = (
    id: string,
    label: string,
    value: number,
    sd: number | null,
    unit: string,
    origin: string,
  ): Coefficient => ({ id, label, value, sd, unit, grade: "A", origin });
  return {
    title: "From loss to the commonsense average",
    formula:
      "Score = anchor + slope·(L_anchor − L) within 0.15 nats; beyond, floor + (…)·exp(−rate·ΔL) through that point",
    coefficients: [
      entry(
        "slope",
        "slope",
        slopePerNat,
        slopeDeviation,
        "points/nat",
        "Four papers give 27 to 37; eight public base models 36.",
      ),
      entry("floor", "floor", floor, null, "%", gemstones),
      entry("scale", "scale at a loss of 3", scale, null, "points", gemstones),
      entry("rate", "rate", rate, null, "1/nat", gemstones),
      entry(
        "noise",
        "benchmark noise",
        benchmarkNoise,
        null,
        "points",
        "Two evaluations of one model differ by 0.5 to 0.6 points on average.",
      ),
      entry(
        "recipes",
        "scatter across recipes",
        crossRecipeDeviation,
        null,
        "points",
        "Residual of eight public base models under one protocol.",
      ),
      entry(
        "word",
        "nats a word for one nat a token",
        natsPerWord,
        null,
        "",
        "Wikitext perplexity is per word; about 1.4 tokens a word.",
      ),
    ],
  };
}

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
  /** The formula the coefficients belong to: what stands in `^{…}` is raised, what stands in `_{…}` lowered. */
  readonly formula: string;
  readonly coefficients: readonly Coefficient[];
}

const formulas: { readonly [F in BackboneFormId]: string } = {
  DK: "L = E + A·N^{−α} + B·N^{κ}·T^{−β} + C·(max(D, 6)/20)^{−δ}; N in 10^{9}, T in 10^{11}",
  DWK: "L = E + A·N^{−α} + B·N^{κ}·T^{−β} + C·(max(D, 4)/20)^{−δ} + C_{w}·(W/1024)^{−ω}; N in 10^{9}, T in 10^{11}",
};

/** Coefficients as the formulas write them; the others are written as they are named. */
const symbols: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  kappa: "κ",
  delta: "δ",
  omega: "ω",
  Cw: "C_{w}",
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
      label: symbols[id] ?? id,
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
      "Score = anchor + slope·(L_{anchor} − L) within 0.15 nats; beyond, floor + (…)·e^{−rate·ΔL} through that point",
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

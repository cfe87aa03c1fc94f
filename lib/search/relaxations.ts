import type { Problem } from "../base/result";
import type { Archive } from "./archive";
import { candidateDesign } from "./candidateDesign";
import { metricAt } from "./goal";
import type { PreparedSearch } from "./searchRequest";

const metricUnits = {
  latencyMs: "ms",
  tokensPerSecond: "tokens/s",
  memoryBytes: "bytes",
  params: "parameters",
  loss: "nats a token",
  cr6: "%",
} as const;

/**
 * Why no design of a run met all limits, and what to relax: the limits that some design broke in turn, each with the nearest
 * value any candidate reached; empty when some design met them all.
 */
export function relaxations({ setting, request }: PreparedSearch, archive: Archive): readonly Problem[] {
  if (archive.feasible > 0) return [];
  if (archive.evaluated === 0)
    return [
      {
        field: "space",
        message: "holds no design to evaluate.",
        mend: "Allow more mixers, more repeats or more hidden sizes.",
      },
    ];
  const problems = setting.goal.limits.flatMap(({ column, sign, bound }, at): Problem[] => {
    const { best, met } = archive.limitRecords[at]!;
    if (met === archive.evaluated) return [];
    const { metric, isPessimistic } = metricAt(column);
    const unit = metricUnits[metric];
    const nearest = Number.isFinite(best) ? formatted(sign * best) : null;
    const end = isPessimistic ? ` at the ${sign === 1 ? "upper" : "lower"} end of the 90 % interval` : "";
    const limit = `${sign === 1 ? "at most" : "at least"} ${formatted(bound)} ${unit}${end}`;
    if (met === 0)
      return [
        {
          field: `limits.${metric}`,
          message: `${limit}: none of ${formatted(archive.evaluated)} designs met it${nearest === null ? "" : `; the nearest has ${nearest} ${unit}`}.`,
          mend:
            nearest === null
              ? "Relax it."
              : `Relax it to ${nearest} ${unit}, or allow ${sign === 1 ? "smaller" : "larger"} designs.`,
        },
      ];
    return [
      {
        field: `limits.${metric}`,
        message: `${limit}: ${formatted(met)} of ${formatted(archive.evaluated)} designs met it, but none met all limits together.`,
        mend: "Relax it, or another limit.",
      },
    ];
  });
  const { minFullAttention, layers } = request.space;
  if (minFullAttention > 0)
    problems.push({
      field: "minFullAttention",
      message: `at least ${minFullAttention} full-attention layers may not go with the other limits.`,
      mend: "Lower it, or allow attention in more stages.",
    });
  if (problems.length === 0)
    problems.push({
      field: "layers",
      message: `no design with ${layers.min} to ${layers.max} layers could be predicted under this workload.`,
      mend: "Check that the weights fit the device, or widen the depth.",
    });
  const nearest = candidateDesign(setting.space, archive.record(archive.best).genome);
  return [
    ...problems,
    { field: "nearest", message: `The design that breaks the limits least is ${nearest.name}.` },
  ];
}

function formatted(value: number): string {
  return value.toLocaleString("en-US", { maximumSignificantDigits: 6 });
}

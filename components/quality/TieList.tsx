import type { Design } from "@/lib/design/design";
import type { QualityOptions } from "@/lib/quality/qualityOptions";
import { memoise } from "@/lib/store/memoise";
import { qualityTies } from "@/lib/store/qualityTies";

const tiesOf = memoise(qualityTies);

interface TieListProps {
  readonly design: Design;
  readonly options: QualityOptions;
}

/** Which published architectures the design cannot be told from at its own training tokens. */
export function TieList({ design, options }: TieListProps) {
  const ties = tiesOf(design, options);
  if (ties.length === 0)
    return (
      <p className="text-xs text-ink-muted">
        At equal tokens its loss differs from that of every published architecture here.
      </p>
    );
  return (
    <p className="text-xs text-ink-soft">
      Tied with{" "}
      {ties.map(({ id, name, comparison }, index) => (
        <span
          key={id}
          title={`Difference ${comparison.difference.toFixed(3)} nats/token, 90 % interval ${comparison.lo.toFixed(3)} to ${comparison.hi.toFixed(3)}`}
        >
          {index > 0 && (index === ties.length - 1 ? " and " : ", ")}
          {name}
        </span>
      ))}
      : at equal tokens the 90 % interval of the difference in loss contains zero.
    </p>
  );
}

import { type PartId, partLook } from "./partLook";

interface PartListProps {
  readonly parts: readonly {
    readonly id: PartId;
    readonly digits: string;
    readonly unit: string;
    readonly share: number;
    readonly full: string;
  }[];
  readonly highlighted: string | null;
  readonly onHover: (part: PartId | null) => void;
}

/** The parts of a whole as rows: mark, name, figure, share. */
export function PartList({ parts, highlighted, onHover }: PartListProps) {
  return (
    <ul className="tabular flex flex-col text-xs">
      {parts.map(({ id, digits, unit, share, full }) => {
        const look = partLook(id);
        return (
          <li
            key={id}
            title={full}
            onPointerEnter={() => onHover(id)}
            onPointerLeave={() => onHover(null)}
            className={`grid grid-cols-[auto_1fr_auto_3.5rem_2.5rem] items-baseline gap-x-1.5 rounded-[3px] px-0.5 py-px ${highlighted === id ? "bg-sunken" : ""}`}
          >
            <span
              aria-hidden
              style={{ backgroundColor: look.fill }}
              className="size-2.5 self-center rounded-[2px]"
            />
            <span className="truncate text-ink-soft">{look.label}</span>
            <span className="text-right font-semibold">{digits}</span>
            <span className="text-ink-muted">{unit}</span>
            <span className="text-right text-ink-muted">{shareText(share)}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** A share in percent; what rounds to nothing but is something says so. */
function shareText(share: number): string {
  if (share > 0 && share < 0.005) return "< 1 %";
  return `${Math.round(share * 100)} %`;
}

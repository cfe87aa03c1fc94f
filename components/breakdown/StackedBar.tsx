import { type BarPart, stackedBar } from "@/lib/plot/stackedBar";
import { type PartId, partLook } from "./partLook";

interface StackedBarProps {
  /** What the bar divides, for readers that do not see it. */
  readonly title: string;
  readonly parts: readonly (Omit<BarPart, "label"> & { readonly id: PartId; readonly text: string })[];
  readonly highlighted: string | null;
  readonly onHover: (part: PartId | null) => void;
}

const width = 296;
const height = 26;

/** One bar that divides a whole by operator, with symbols inside where they fit. */
export function StackedBar({ title, parts, highlighted, onHover }: StackedBarProps) {
  const texts = new Map(parts.map((part) => [part.id as string, part.text]));
  const segments = stackedBar(
    parts.map((part) => ({ id: part.id, label: partLook(part.id).symbol, value: part.value })),
    width,
  );
  return (
    <svg role="img" viewBox={`0 0 ${width} ${height}`} className="block w-full rounded-[4px]">
      <title>{`${title}: ${parts.map(({ id, text }) => `${partLook(id).label} ${text}`).join(", ")}`}</title>
      {segments.map(({ id, label, from, width: wide, fits }) => {
        const look = partLook(id as PartId);
        const faded = highlighted !== null && highlighted !== id;
        return (
          <g
            key={id}
            opacity={faded ? 0.35 : 1}
            onPointerEnter={() => onHover(id as PartId)}
            onPointerLeave={() => onHover(null)}
          >
            <title>{`${look.label}: ${texts.get(id) ?? ""}`}</title>
            <rect x={from} width={wide} height={height} fill={look.fill} />
            {from > 0 && <line x1={from} x2={from} y2={height} stroke="var(--panel)" strokeWidth={1} />}
            {fits && (
              <text
                x={from + wide / 2}
                y={height / 2}
                dy="0.35em"
                textAnchor="middle"
                fontSize={11}
                fill={look.ink}
                className="pointer-events-none"
              >
                {label}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

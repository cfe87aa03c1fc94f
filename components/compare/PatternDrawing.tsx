import { memo, type Ref, useMemo } from "react";
import { operatorName } from "@/lib/design/edit/layerWords";
import { symbolOf } from "@/lib/design/notation";
import { kindOf, type LayerRef } from "@/lib/design/operatorKinds";
import type { AlignedColumn } from "@/lib/pareto/compare/alignPatterns";
import { patternSheet, type SheetCell } from "@/lib/pareto/compare/patternSheet";

interface PatternDrawingProps {
  readonly ref?: Ref<SVGSVGElement>;
  readonly names: readonly string[];
  readonly columns: readonly AlignedColumn[];
  /** Columns of the alignment beyond those drawn. */
  readonly left: number;
}

const width = 960;
/** Letters of a name that fit beside its row. */
const nameLetters = 26;
const legend = { row: 20, column: 230 };

/** Aligned patterns as one drawing, for paper: the page shows the same as a table that scrolls. */
export const PatternDrawing = memo(function PatternDrawing({
  ref,
  names,
  columns,
  left,
}: PatternDrawingProps) {
  const sheet = useMemo(() => patternSheet(columns, width), [columns]);
  // Two designs may bear one name: a row is its place.
  const rows = names.map((name, row) => ({ name, row }));
  const perLine = Math.floor(width / legend.column);
  const legendTop = sheet.height + 8;
  const height = legendTop + Math.ceil(sheet.operators.length / perLine) * legend.row + (left > 0 ? 18 : 0);
  return (
    <svg
      ref={ref}
      role="img"
      aria-label="Patterns aligned"
      data-chart="patterns aligned"
      viewBox={`0 0 ${width} ${height}`}
      fontSize={12}
      fill="var(--ink)"
    >
      {sheet.bands.map(({ y, numbers, cells }) => (
        <g key={y}>
          {numbers.map(({ column, x }) => (
            <text
              key={column}
              x={x + sheet.cell.width / 2}
              y={y - 5}
              textAnchor="middle"
              fontSize={10}
              fill="var(--ink-muted)"
            >
              {column}
            </text>
          ))}
          {rows.map(({ name, row }) => {
            const first = cells.find((cell) => cell.row === row);
            return first === undefined ? null : (
              <text key={row} x={0} y={first.y + 12} fontWeight={600}>
                {shortened(name)}
              </text>
            );
          })}
          {cells.map((cell) => (
            <Cell key={`${cell.column} ${cell.row}`} cell={cell} width={sheet.cell.width} />
          ))}
        </g>
      ))}
      {sheet.operators.map((operator, at) => {
        const [x, y] = [(at % perLine) * legend.column, legendTop + Math.floor(at / perLine) * legend.row];
        return (
          <g key={operator}>
            <Mark operator={operator} x={x} y={y} width={sheet.cell.width} />
            <text x={x + sheet.cell.width + 6} y={y + 12}>
              {operatorName(operator)}
            </text>
          </g>
        );
      })}
      {left > 0 && (
        <text x={0} y={height - 4} fill="var(--ink-muted)">{`${left} more columns are not drawn.`}</text>
      )}
    </svg>
  );
});

function Cell({ cell, width }: { readonly cell: SheetCell; readonly width: number }) {
  const { layer, x, y, same } = cell;
  if (layer === null)
    return (
      <rect
        x={x + 0.5}
        y={y + 0.5}
        width={width - 1}
        height={15}
        rx={3}
        fill="none"
        stroke="var(--line-strong)"
        strokeDasharray="2 2"
      />
    );
  return (
    <g opacity={same ? 0.45 : 1}>
      <Mark operator={layer} x={x} y={y} width={width} />
    </g>
  );
}

function Mark(props: {
  readonly operator: LayerRef;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}) {
  const { operator, x, y, width } = props;
  const kind = kindOf(operator);
  return (
    <>
      <rect x={x} y={y} width={width} height={16} rx={3} fill={`var(--op-${kind})`} />
      <text
        x={x + width / 2}
        y={y + 12}
        textAnchor="middle"
        fontSize={11}
        fontFamily="var(--font-mono)"
        fill={`var(--op-${kind}-ink)`}
      >
        {symbolOf(operator)}
      </text>
    </>
  );
}

function shortened(name: string): string {
  const letters = [...name];
  return letters.length > nameLetters ? `${letters.slice(0, nameLetters - 1).join("")}…` : name;
}

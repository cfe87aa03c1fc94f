import type { ListedRow } from "@/lib/pareto/listing";
import { type BrokenLine, brokenPath } from "@/lib/plot/parallelAxes";

interface ModelLinesProps {
  readonly lines: readonly { readonly row: ListedRow; readonly line: BrokenLine }[];
  readonly selected: ReadonlySet<string>;
  readonly hovered: string | null;
}

/** The models' lines over parallel axes: published solid, predicted dotted, the design in hand and the selection in the accent. */
export function ModelLines({ lines, selected, hovered }: ModelLinesProps) {
  const anySelected = lines.some(({ row }) => selected.has(row.id));
  return lines.map(({ row, line }) => {
    const own = row.group === "in hand";
    const chosen = selected.has(row.id);
    const strong = own || chosen || hovered === row.id;
    return (
      <path
        key={row.id}
        data-id={row.id}
        data-selected={chosen}
        d={brokenPath(line)}
        fill="none"
        stroke={strong ? "var(--accent)" : anySelected ? "var(--line-strong)" : "var(--ink-soft)"}
        strokeWidth={chosen || hovered === row.id ? 2.4 : own ? 1.8 : 1}
        strokeDasharray={row.basis === "predicted" && !own ? "3 3" : undefined}
        opacity={strong ? 1 : 0.55}
      />
    );
  });
}

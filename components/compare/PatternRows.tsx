import { useMemo, useRef } from "react";
import { FigureMenu } from "@/components/ui/chart/FigureMenu";
import { OperatorMark } from "@/components/ui/OperatorMark";
import { operatorName } from "@/lib/design/edit/layerWords";
import { flattenLayers } from "@/lib/design/flatten";
import { alignPatterns } from "@/lib/pareto/compare/alignPatterns";
import type { CompareMember } from "@/lib/store/compareMembers";
import { PatternDrawing } from "./PatternDrawing";

/** Columns drawn at most; longer patterns say how many are not shown. */
const shownColumns = 400;

/** The patterns below each other, equal layers in one column, gaps where a design has none. */
export function PatternRows({ members }: { readonly members: readonly CompareMember[] }) {
  const svg = useRef<SVGSVGElement>(null);
  const columns = useMemo(
    () => alignPatterns(members.map((member) => flattenLayers(member.design))),
    [members],
  );
  const drawn = useMemo(() => columns.slice(0, shownColumns), [columns]);
  const names = useMemo(() => members.map(({ name }) => name), [members]);
  const shown = drawn.map((layers, at) => ({ number: at + 1, layers }));
  return (
    <section aria-label="Patterns aligned">
      <div className="flex items-baseline gap-2">
        <h3 className="min-w-0 flex-1 font-semibold">Patterns aligned</h3>
        <FigureMenu
          svg={svg}
          title="Patterns aligned"
          source="Read from the designs: equal layers stand in one column, pale where all designs agree."
          table={{
            columns: ["column", ...names],
            rows: columns.map((layers, at) => [at + 1, ...layers]),
          }}
        />
      </div>
      <div hidden>
        <PatternDrawing ref={svg} names={names} columns={drawn} left={columns.length - drawn.length} />
      </div>
      <div className="overflow-x-auto">
        <table className="border-separate border-spacing-x-px border-spacing-y-1">
          <tbody>
            {members.map((member, place) => (
              <tr key={member.id}>
                <th
                  scope="row"
                  className="sticky left-0 z-10 max-w-44 truncate bg-panel pr-3 text-left font-semibold"
                >
                  {member.name}
                </th>
                {shown.map(({ number, layers }) => {
                  const layer = layers[place] ?? null;
                  const same = layers.every((other) => other === layers[0]);
                  return (
                    <td key={number} className="p-0 text-center align-middle">
                      {layer === null ? (
                        <span className="block h-4 min-w-4 rounded-[3px] border border-dashed border-line" />
                      ) : (
                        <span
                          title={`Column ${number}: ${operatorName(layer)}`}
                          className={same ? "opacity-45" : undefined}
                        >
                          <OperatorMark operator={layer} />
                        </span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {columns.length > shownColumns && (
        <p className="text-xs text-ink-muted">{columns.length - shownColumns} more columns are not shown.</p>
      )}
    </section>
  );
}

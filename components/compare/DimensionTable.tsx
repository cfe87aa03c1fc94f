import { FigureMenu } from "@/components/ui/chart/FigureMenu";
import { dimensionRows } from "@/lib/pareto/compare/dimensionRows";
import type { CompareMember } from "@/lib/store/compareMembers";

/** Dimensions in which the designs differ; those they share are folded away. */
export function DimensionTable({ members }: { readonly members: readonly CompareMember[] }) {
  const rows = dimensionRows(members.map((member) => member.design));
  const different = rows.filter((row) => row.differs);
  const shared = rows.filter((row) => !row.differs);
  return (
    <section aria-label="Dimensions" className="min-w-0">
      <div className="flex items-baseline gap-2">
        <h3 className="min-w-0 flex-1 font-semibold">
          {different.length === 0 ? "No dimension differs" : "Where the dimensions differ"}
        </h3>
        <FigureMenu
          svg={null}
          title="Dimensions compared"
          source="Read from the designs."
          table={{
            columns: ["dimension", "differs", ...members.map(({ name }) => name)],
            rows: rows.map(({ name, differs, values }) => [name, differs ? "yes" : "no", ...values]),
          }}
        />
      </div>
      <div className="overflow-x-auto">
        <table className="tabular w-full">
          {different.length > 0 && (
            <thead className="text-left text-xs text-ink-muted">
              <tr>
                <th scope="col" className="sticky left-0 bg-panel pr-3 font-normal">
                  Dimension
                </th>
                {members.map((member) => (
                  <th
                    key={member.id}
                    scope="col"
                    title={member.name}
                    className="max-w-32 truncate pl-3 text-right font-semibold text-ink"
                  >
                    {member.name}
                  </th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            {different.map(({ name, values }) => (
              <tr key={name} className="border-t border-line">
                <th
                  scope="row"
                  className="sticky left-0 bg-panel py-0.5 pr-3 text-left font-normal text-ink-soft"
                >
                  {name}
                </th>
                {members.map((member, place) => (
                  <td key={member.id} className="py-0.5 pl-3 text-right">
                    {values[place] ?? <span className="text-ink-muted">none</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shared.length > 0 && (
        <p className="mt-1 text-xs text-ink-muted">
          Shared: {shared.map(({ name, values }) => `${name} ${values[0] ?? "none"}`).join(", ")}.
        </p>
      )}
    </section>
  );
}

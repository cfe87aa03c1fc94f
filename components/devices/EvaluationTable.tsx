import type { EvaluationRow } from "@/lib/latency/deviceProfile";
import { kernelClassLabels } from "@/lib/latency/kernel/kernelClass";

/** How well the kernel models hold: shape families held out whole, so that no row was seen. */
export function EvaluationTable({ rows }: { readonly rows: readonly EvaluationRow[] }) {
  return (
    <section aria-label="Evaluation">
      <h3 className="panel-title">Evaluation on held-out shapes</h3>
      {rows.length === 0 ? (
        <p className="text-ink-soft">
          No kernel was measured on this device, so nothing could be held out: the bands below are all that is
          known.
        </p>
      ) : (
        <div className="overflow-x-auto">
          <table data-testid="evaluation" className="tabular mt-1 w-full max-w-[56rem] text-right">
            <thead className="text-xs text-ink-muted">
              <tr>
                <th className="text-left font-normal">Kernel class</th>
                <th className="pl-3 font-normal">Rows</th>
                <th className="pl-3 font-normal">Families</th>
                <th className="pl-3 font-normal">Mean error</th>
                <th className="pl-3 font-normal">Roofline alone</th>
                <th className="pl-3 font-normal">Within 10 %</th>
                <th className="pl-3 font-normal">In 90 % band</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.kernelClass} className="border-t border-line">
                  <th scope="row" className="py-0.5 text-left font-normal">
                    {kernelClassLabels[row.kernelClass]}
                  </th>
                  <td>{row.rows.toLocaleString("en-US")}</td>
                  <td>{row.families.toLocaleString("en-US")}</td>
                  <td className="font-semibold">{row.errorPercent.toFixed(1)} %</td>
                  <td className="text-ink-soft">{row.rooflinePercent.toFixed(1)} %</td>
                  <td>{row.within10Percent.toFixed(0)} %</td>
                  <td>{row.coveragePercent.toFixed(0)} %</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

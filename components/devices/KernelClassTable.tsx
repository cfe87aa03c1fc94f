import type { DeviceProfile } from "@/lib/latency/deviceProfile";
import { kernelClasses, kernelClassLabels } from "@/lib/latency/kernel/kernelClass";
import { measuredRangeWords, modelBandWords } from "@/lib/latency/profileWords";

/** Each kernel class with its band and measured range: inside it a kernel is calibrated, outside it is modelled. */
export function KernelClassTable({ profile }: { readonly profile: DeviceProfile }) {
  return (
    <section aria-label="Kernel classes">
      <h3 className="panel-title">Kernel classes and their measured ranges</h3>
      <p className="text-ink-soft">
        Inside the range of every dimension a kernel is calibrated. Outside it is modelled: the fit fades to
        the roofline and the band widens.
      </p>
      <div className="overflow-x-auto">
        <table data-testid="kernel-classes" className="tabular mt-1 w-full text-left align-top">
          <thead className="text-xs text-ink-muted">
            <tr>
              <th className="font-normal">Class</th>
              <th className="pl-3 font-normal">90 % band</th>
              <th className="pl-3 font-normal">Measured range</th>
              <th className="pl-3 font-normal">Origin</th>
            </tr>
          </thead>
          <tbody>
            {kernelClasses.map((kernelClass) => {
              const model = profile.models[kernelClass];
              const ranges = measuredRangeWords(model);
              return (
                <tr key={kernelClass} data-class={kernelClass} className="border-t border-line align-top">
                  <th scope="row" className="py-0.5 font-normal whitespace-nowrap">
                    {kernelClassLabels[kernelClass]}
                  </th>
                  <td className="py-0.5 pl-3 whitespace-nowrap">{modelBandWords(model)}</td>
                  <td className="py-0.5 pl-3">
                    {ranges === null ? (
                      <span className="text-ink-muted">none: modelled throughout</span>
                    ) : (
                      ranges.map(({ name, words }, index) => (
                        <span key={name} className="whitespace-nowrap">
                          <span className="text-ink-muted">{name}</span> {words}
                          {index < ranges.length - 1 && ", "}
                          <wbr />
                        </span>
                      ))
                    )}
                  </td>
                  <td className="min-w-[16rem] py-0.5 pl-3 text-ink-soft">{model.origin}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

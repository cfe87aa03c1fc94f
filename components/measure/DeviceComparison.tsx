"use client";

import { Section } from "@/components/ui/Section";
import { compareDevices, meanRatio } from "@/lib/measure/fit/compareDevices";
import type { MeasuredDevice } from "@/lib/measure/record/measuredDevice";
import { msText } from "./measureText";

interface DeviceComparisonProps {
  readonly first: MeasuredDevice;
  readonly second: MeasuredDevice;
}

/** Two devices side by side: the cases timed on both, and how many times longer the second takes. */
export function DeviceComparison({ first, second }: DeviceComparisonProps) {
  const cases = compareDevices(first, second);
  const ratio = meanRatio(cases);
  return (
    <Section title={`${first.measurement.name} and ${second.measurement.name}`}>
      {ratio === null ? (
        <p className="text-ink-soft">
          No case was timed on both: plans of equal sizes and number formats can be compared.
        </p>
      ) : (
        <>
          <p data-testid="device-comparison" data-ratio={ratio}>
            Over {cases.length} cases timed on both, the second takes {ratio.toPrecision(3)} times as long.
          </p>
          <div className="overflow-x-auto">
            <table className="tabular mt-1 w-full text-right">
              <thead className="text-xs text-ink-muted">
                <tr>
                  <th className="text-left font-normal">Case</th>
                  <th className="font-normal">First</th>
                  <th className="font-normal">Second</th>
                  <th className="font-normal">Second / first</th>
                </tr>
              </thead>
              <tbody>
                {cases.map(({ id, name, firstMs, secondMs, ratio: own }) => (
                  <tr key={id} className="border-t border-line">
                    <th scope="row" className="text-left font-normal">
                      {name}
                    </th>
                    <td>{msText(firstMs)}</td>
                    <td>{msText(secondMs)}</td>
                    <td>{own.toPrecision(3)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Section>
  );
}

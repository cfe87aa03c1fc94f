"use client";

import { Section } from "@/components/ui/Section";
import type { MeasuredDevice } from "@/lib/measure/record/measuredDevice";
import { busyText, errorText, msText } from "./measureText";
import { ParityPlot } from "./ParityPlot";

/** One measured device: how well its fit holds, point by point, and everything that was skipped or went wrong. */
export function DeviceReport({ device }: { readonly device: MeasuredDevice }) {
  const { measurement, fit } = device;
  const { findings, plan } = measurement;
  const { refusal, parity, busy } = fit;
  const dropped = findings.samples.reduce((most, { reruns }) => Math.max(most, reruns), 0);
  const worstCheck = findings.checks.reduce((worst, { figure }) => Math.max(worst, figure.largestError), 0);
  return (
    <Section title={`${plan.name} plan on ${measurement.name}`}>
      {refusal !== null && (
        <div
          data-testid="message"
          data-kind="error"
          className="mb-2 rounded bg-danger-soft px-3 py-2 text-danger"
        >
          <p>{refusal.reason} Nothing is predicted from it.</p>
          <ul className="list-disc pl-4">
            {refusal.advice.map((advice) => (
              <li key={advice}>{advice}</li>
            ))}
          </ul>
        </div>
      )}
      {busy && (
        <p
          data-testid="message"
          data-kind="warning"
          className="mb-2 rounded bg-warning-soft px-3 py-2 text-warning"
        >
          Measured, but {busyText(fit)} Measure again when it is quiet.
        </p>
      )}
      <p className="tabular mb-2 text-ink-soft">
        {findings.checks.length > 0 && (
          <span data-testid="measure-checks" data-worst={worstCheck} data-count={findings.checks.length}>
            {findings.checks.length} checks against the double-precision reference, worst difference{" "}
            {worstCheck.toExponential(1)}.{" "}
          </span>
        )}
        {parity.length} blocks and stacks timed on onnxruntime-web {findings.runtimeVersion}. A time is the
        tenth percentile of its runs, undisturbed by other work; bars reach to the 90th.
        {dropped > 0 &&
          ` ${dropped} ${dropped === 1 ? "round" : "rounds"} that other work disturbed ${dropped === 1 ? "was" : "were"} dropped.`}
      </p>
      <ParityPlot parity={parity} />
      <ResidualTable device={device} />
      {findings.skipped.length > 0 && (
        <details className="mt-2">
          <summary>{findings.skipped.length} not timed, and so predicted from the rest or not at all</summary>
          <ul className="list-disc pl-4 text-ink-soft">
            {findings.skipped.map(({ id, name, reason }) => (
              <li key={id}>
                {name}: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
      {findings.incidents.length > 0 && (
        <p className="mt-2 text-ink-soft">Recovered from: {findings.incidents.join(" ")}</p>
      )}
    </Section>
  );
}

/** Every timed case with its prediction, for readers and for those who do not see the plot. */
function ResidualTable({ device }: { readonly device: MeasuredDevice }) {
  const samples = new Map(device.measurement.findings.samples.map((one) => [one.id, one]));
  return (
    <details className="mt-2" open={device.fit.refusal !== null}>
      <summary>Measured against predicted, case by case</summary>
      <div className="overflow-x-auto">
        <table className="tabular mt-1 w-full text-right">
          <thead className="text-xs text-ink-muted">
            <tr>
              <th className="text-left font-normal">Case</th>
              <th className="font-normal">Measured</th>
              <th className="font-normal">Median</th>
              <th className="font-normal">90th percentile</th>
              <th className="font-normal">Predicted unseen</th>
              <th className="font-normal">Error</th>
              <th className="font-normal">First run</th>
              <th className="font-normal">Runs</th>
            </tr>
          </thead>
          <tbody>
            {device.fit.parity.map(
              ({ id, name, role, measuredMs, predictedMs, error, statistics, noisy }) => (
                <tr key={id} data-testid="measured-case" data-id={id} className="border-t border-line">
                  <th scope="row" className="text-left font-normal">
                    {name}
                    {role === "validate" && <span className="text-ink-muted"> (validation)</span>}
                    {noisy && <span className="text-warning"> (noisy)</span>}
                  </th>
                  <td>{msText(measuredMs)}</td>
                  <td className="text-ink-soft">{msText(statistics.median)}</td>
                  <td className="text-ink-soft">{msText(statistics.p90)}</td>
                  <td>{msText(predictedMs)}</td>
                  <td>{errorText(error)}</td>
                  <td className="text-ink-soft">{msText(samples.get(id)?.firstRunMs ?? 0)}</td>
                  <td className="text-ink-soft">{statistics.count}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
    </details>
  );
}

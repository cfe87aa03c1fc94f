"use client";

import { useMemo, useState } from "react";
import { commands } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { ErrorBox } from "@/components/ui/ErrorBox";
import { figureText } from "@/lib/base/figure";
import type { FitAnswer } from "@/lib/latency/fitProtocol";
import {
  fitMarks,
  parameterRangeWords,
  parameterWords,
  type RuntimeFit,
  runtimeFits,
} from "@/lib/latency/fitWords";
import { problemOfName } from "@/lib/latency/sheetDraft";
import { freeName, readOwnDevice, renamed } from "@/lib/store/ownDevice";
import { EvaluationTable } from "./EvaluationTable";
import { FitFigures } from "./FitFigures";
import { ownDevices, predictOn, takenNames } from "./ownDevicesSession";

interface FitReportProps {
  readonly answer: FitAnswer;
  readonly seconds: number;
  readonly onSaved: (id: string) => void;
}

/** A fit to judge before it is saved: errors on what it has not seen, what it cannot tell, parity and residuals. */
export function FitReport({ answer, seconds, onSaved }: FitReportProps) {
  const marks = useMemo(() => fitMarks(answer), [answer]);
  const runtimes = useMemo(() => runtimeFits(answer), [answer]);
  const { document, evaluation, notes } = answer;
  return (
    <div data-testid="fit-report" className="flex flex-col gap-4">
      <SaveForm answer={answer} onSaved={onSaved} />
      <p className="text-ink-soft">
        Fitted in {seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s. Read as{" "}
        {figureText(document.sheet.bandwidth, "B")}/s of memory bandwidth,{" "}
        {figureText(document.sheet.peakBf16, "FLOP")}/s and {figureText(document.sheet.memoryBytes, "B")} of
        memory.
      </p>
      {notes.length > 0 && (
        <ul
          aria-label="What the timings do not say"
          data-testid="fit-notes"
          className="list-disc rounded bg-warning-soft py-1.5 pr-3 pl-7 text-warning"
        >
          {[...new Set(notes)].map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {evaluation.length > 0 && <EvaluationTable rows={evaluation} />}
      {runtimes.map((runtime) => (
        <RuntimeReport key={runtime.stack} runtime={runtime} />
      ))}
      {marks.length > 0 && <FitFigures marks={marks} name={document.name} />}
    </div>
  );
}

function SaveForm({ answer, onSaved }: Pick<FitReportProps, "answer" | "onSaved">) {
  const [name, setName] = useState(() => freeName(answer.document.name, takenNames()));
  const problem = problemOfName(name.trim(), takenNames());
  const save = () => {
    const { document } = answer;
    const read = readOwnDevice({ kind: "fitted", id: document.id, profile: document });
    if (!read.ok) return commands.notify({ kind: "error", title: "Not saved", problems: read.problems });
    const kept = renamed(read.value, name.trim());
    void ownDevices.getState().keep(kept);
    commands.notify({
      kind: "notice",
      title: `Saved ${kept.profile.name}`,
      action: {
        label: "Predict on it",
        perform: () => predictOn({ id: kept.device.id, name: kept.profile.name }),
      },
    });
    onSaved(kept.device.id);
  };
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === null) save();
      }}
    >
      <label className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="text-xs text-ink-muted">Name of the device</span>
        <input
          type="text"
          autoComplete="off"
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : "fit-name-problem"}
          className="h-7 w-full max-w-[24rem] rounded-[5px] border border-line bg-raised px-2 aria-invalid:border-danger"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <Button look="primary" type="submit" data-testid="fit-save" disabled={problem !== null}>
        Save as device
      </Button>
      {problem !== null && (
        <ErrorBox id="fit-name-problem" className="w-full">
          {problem}
        </ErrorBox>
      )}
    </form>
  );
}

/** One runtime: error of each model when it is left out, and every parameter with what the timings say of it. */
function RuntimeReport({ runtime }: { readonly runtime: RuntimeFit }) {
  const { stack, timings, leaveOneOutPercent, models, parameters } = runtime;
  return (
    <section aria-label={`Runtime ${stack}`} data-testid="fit-runtime" data-stack={stack}>
      <h3 className="panel-title">Runtime {stack}</h3>
      <p>
        {timings} timings of {models.length} {models.length === 1 ? "model" : "models"}.{" "}
        {leaveOneOutPercent === null ? (
          "No model can be left out: too few timings would remain."
        ) : (
          <>
            Each model left out in turn, the error is{" "}
            <strong data-testid="fit-leave-one-out" data-value={leaveOneOutPercent}>
              {leaveOneOutPercent.toFixed(1)} %
            </strong>{" "}
            on average.
          </>
        )}
      </p>
      <div className="mt-1 flex flex-wrap items-start gap-x-8 gap-y-3">
        <div className="max-w-full overflow-x-auto">
          <table className="tabular text-left">
            <thead className="text-xs text-ink-muted">
              <tr>
                <th className="font-normal">Parameter</th>
                <th className="pl-4 font-normal">Value</th>
                <th className="pl-4 font-normal">Over fits without one model</th>
              </tr>
            </thead>
            <tbody>
              {parameters.map((parameter) => (
                <tr
                  key={parameter.id}
                  data-parameter={parameter.id}
                  data-identified={parameter.refused === null}
                  className="border-t border-line align-top"
                >
                  <th scope="row" className="py-0.5 font-normal">
                    {parameter.label}
                  </th>
                  <td className="py-0.5 pl-4 whitespace-nowrap">
                    {parameter.refused === null ? (
                      parameterWords(parameter)
                    ) : (
                      <span className="text-ink-muted">not identified</span>
                    )}
                  </td>
                  <td className="max-w-[22rem] py-0.5 pl-4 text-ink-soft">
                    {parameter.refused ?? parameterRangeWords(parameter)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div className="max-w-full overflow-x-auto">
          <table className="tabular text-right">
            <thead className="text-xs text-ink-muted">
              <tr>
                <th className="text-left font-normal">Model left out</th>
                <th className="pl-4 font-normal">Timings</th>
                <th className="pl-4 font-normal">Mean error</th>
                <th className="pl-4 font-normal">Bias</th>
              </tr>
            </thead>
            <tbody>
              {models.map(({ model, timings: rows, meanPercent, biasPercent }) => (
                <tr key={model} className="border-t border-line">
                  <th scope="row" className="py-0.5 text-left font-normal">
                    {model}
                  </th>
                  <td className="pl-4">{rows}</td>
                  <td className="pl-4">{meanPercent === null ? "unknown" : `${meanPercent.toFixed(1)} %`}</td>
                  <td className="pl-4">
                    {biasPercent === null
                      ? "unknown"
                      : `${biasPercent > 0 ? "+" : ""}${biasPercent.toFixed(1).replace("-", "−")} %`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </section>
  );
}

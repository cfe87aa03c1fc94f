"use client";

import { type DragEvent, useState } from "react";
import { Button } from "@/components/ui/Button";
import { ErrorBox } from "@/components/ui/ErrorBox";
import { FileButton } from "@/components/ui/FileButton";
import { ProblemList } from "@/components/ui/ProblemList";
import { readTextFile } from "@/components/ui/readTextFile";
import type { Problem } from "@/lib/base/result";
import type { OwnComparison, OwnUpdate } from "@/lib/quality/own/ownUpdate";
import { forgetOwnResults, loadOwnResults, useOwnResults, useOwnUpdate } from "./ownResultsSession";

/** The user's own trainings: a table of them corrects the terms, with before and after side by side and a way back. */
export function OwnResults() {
  const table = useOwnResults((state) => state.table);
  const update = useOwnUpdate();
  const refused = useOwnResults((state) => state.problems);
  const [unread, setUnread] = useState<readonly Problem[]>([]);
  const problems = unread.length > 0 ? unread : refused;

  const take = (text: string, name: string) => {
    setUnread([]);
    loadOwnResults(name, text);
  };
  const onDrop = async (event: DragEvent) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file === undefined) return;
    const text = await readTextFile(file);
    if (text.ok) take(text.value, file.name);
    else setUnread(text.problems);
  };
  return (
    <section
      aria-label="Your own results"
      className="rounded border border-dashed border-line p-2"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => void onDrop(event)}
    >
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="panel-title">Your own results</h3>
        {table !== null && update !== null && (
          <span className="text-xs text-ink-soft">
            {table.name}: {update.correction.results} trainings in force
          </span>
        )}
        <span className="flex-1" />
        {table !== null && (
          <Button look="quiet" onClick={forgetOwnResults}>
            Back to the literature
          </Button>
        )}
        <FileButton
          label="Load a CSV"
          look="plain"
          accept=".csv,text/csv"
          onText={take}
          onProblems={setUnread}
        />
      </div>
      {problems.length > 0 && (
        <ErrorBox className="mt-1.5">
          <ProblemList problems={problems} />
        </ErrorBox>
      )}
      {update === null ? (
        <p className="mt-1 text-xs text-ink-muted">
          Drop a table of designs you trained: columns <code>design</code> (preset, name in your library,
          JSON, or a pattern with a column <code>hidden</code>), <code>tokens</code>, and <code>loss</code> in
          nats a token or <code>cr6</code> in percent. The terms are corrected by it, and the table stays in
          this browser.
        </p>
      ) : (
        <UpdateTables update={update} />
      )}
    </section>
  );
}

/** What the results said, and which weights they moved. */
function UpdateTables({ update }: { readonly update: OwnUpdate }) {
  return (
    <div className="mt-1.5 flex flex-col gap-2 text-xs">
      <table className="tabular w-full">
        <thead className="text-left text-ink-muted">
          <tr>
            <th className="font-normal">Training</th>
            <th className="text-right font-normal">Yours</th>
            <th className="text-right font-normal">Before</th>
            <th className="text-right font-normal">After</th>
            <th className="text-right font-normal" title="Predicted from all other rows">
              From the others
            </th>
          </tr>
        </thead>
        <tbody>
          {update.comparisons.map((row) => (
            <ComparisonRow key={`${row.label} ${row.metric} ${row.before.value} ${row.observed}`} row={row} />
          ))}
        </tbody>
      </table>
      <ErrorWords update={update} />
      {update.shifts.length > 0 && (
        <details>
          <summary className="text-ink-soft">Weights that moved or narrowed</summary>
          <table className="tabular mt-1 w-full">
            <tbody>
              {update.shifts.map(({ id, label, before, after }) => (
                <tr key={id}>
                  <th scope="row" className="text-left font-normal text-ink-soft">
                    {label}
                  </th>
                  <td className="text-right text-ink-muted">
                    {before.mean.toFixed(3)} ± {before.sd.toFixed(3)}
                  </td>
                  <td className="text-right">
                    {after.mean.toFixed(3)} ± {after.sd.toFixed(3)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="mt-0.5 text-ink-muted">
            Mean and standard deviation, nats a token: before, after. A Bayesian linear update; the law's own
            errors count as noise that like shapes share.
          </p>
        </details>
      )}
    </div>
  );
}

function ComparisonRow({ row }: { readonly row: OwnComparison }) {
  const digits = row.metric === "loss" ? 3 : 1;
  return (
    <tr>
      <th scope="row" className="max-w-40 truncate text-left font-normal text-ink-soft" title={row.label}>
        {row.label}
        <span className="text-ink-muted">{row.metric === "loss" ? ", loss" : ", commonsense"}</span>
      </th>
      <td className="text-right">{row.observed.toFixed(digits)}</td>
      <td className="text-right">{row.before.value.toFixed(digits)}</td>
      <td className="text-right">{row.after.value.toFixed(digits)}</td>
      <td className="text-right text-ink-muted">
        {row.withoutItself === null ? "" : row.withoutItself.value.toFixed(digits)}
      </td>
    </tr>
  );
}

/** The errors in a sentence each. */
function ErrorWords({ update }: { readonly update: OwnUpdate }) {
  const metrics = [
    { name: "loss", unit: "nats/token", digits: 3, errors: update.errors.loss },
    { name: "commonsense", unit: "points", digits: 1, errors: update.errors.cr6 },
  ];
  return (
    <>
      {metrics.map(({ name, unit, digits, errors }) =>
        errors === null ? null : (
          <p key={name} className="text-ink-soft">
            Mean error of {name}: {errors.before.toFixed(digits)} before, {errors.after.toFixed(digits)} after
            {errors.heldOut === null ? "" : `, ${errors.heldOut.toFixed(digits)} when each row is left out`}{" "}
            {unit}.
          </p>
        ),
      )}
    </>
  );
}

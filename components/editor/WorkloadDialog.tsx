"use client";

import { type FormEvent, type ReactNode, useId, useMemo, useState } from "react";
import { useProfile } from "@/components/devices/session";
import { commands, useWorkbench, workbench } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { ErrorBox } from "@/components/ui/ErrorBox";
import { Figure } from "@/components/ui/Figure";
import { Select } from "@/components/ui/Select";
import { Toggle } from "@/components/ui/Toggle";
import type { Problem } from "@/lib/base/result";
import type { Workload } from "@/lib/cost/workload";
import {
  cachePrecisions,
  draftOfWorkload,
  phaseWords,
  readWorkloadDraft,
  type WorkloadDraft,
  weightPrecisions,
  workloadName,
} from "@/lib/cost/workloadDraft";
import { predictLatency } from "@/lib/latency/predictLatency";
import { metricOf } from "@/lib/pareto/metrics";
import { stackOf } from "@/lib/store/predictions";
import { workloadOf } from "@/lib/store/workbenchDocument";

/** The question asked of the design, field by field; what it comes to is shown before it is asked. */
export default function WorkloadDialog({ onClose }: { readonly onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOfWorkload(workloadOf(workbench.getState().document)));
  const formId = useId();
  const read = useMemo(() => readWorkloadDraft(draft), [draft]);
  const change = (part: Partial<WorkloadDraft>) => setDraft((known) => ({ ...known, ...part }));
  const problemsOf = (field: string) =>
    read.ok ? [] : read.problems.filter((problem) => problem.field === field);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!read.ok) return;
    const workload = read.value;
    commands.edit(`Ask for ${workload.name}`, (document) => ({
      ...document,
      workload: { kind: "custom", workload },
    }));
    onClose();
  };
  return (
    <Dialog
      title="Edit the workload"
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button look="primary" type="submit" form={formId} disabled={!read.ok}>
            Use this workload
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        data-testid="workload-form"
        className="flex flex-col gap-2"
        onSubmit={save}
      >
        <Choice
          label="Phase"
          value={draft.phase}
          options={["decode", "both", "prefill"] as const}
          words={(phase) => phaseWords[phase]}
          onChange={(phase) => change({ phase })}
          firstFocus
        />
        <div className="grid grid-cols-2 gap-x-4 gap-y-2">
          <Field
            label={draft.phase === "decode" ? "Prompt in the cache, tokens" : "Prompt, tokens"}
            name="prompt"
            value={draft.prompt}
            problems={problemsOf("prompt")}
            onChange={(prompt) => change({ prompt })}
          />
          <Field
            label="New tokens"
            name="new"
            value={draft.phase === "prefill" ? "0" : draft.new}
            disabled={draft.phase === "prefill"}
            problems={problemsOf("new")}
            onChange={(made) => change({ new: made })}
          />
          <Field
            label="Batch, sequences"
            name="batch"
            value={draft.batch ?? ""}
            placeholder="largest that fits"
            disabled={draft.batch === null}
            problems={problemsOf("batch")}
            onChange={(batch) => change({ batch })}
          />
          <div className="self-end">
            <Toggle
              label="Largest batch that fits"
              checked={draft.batch === null}
              onChange={(largest) => change({ batch: largest ? null : "1" })}
            />
          </div>
          <Choice
            label="Weights"
            value={draft.precision}
            options={weightPrecisions}
            words={(precision) => precision}
            onChange={(precision) => change({ precision })}
          />
          <Choice
            label="KV cache"
            value={draft.cachePrecision}
            options={cachePrecisions}
            words={(precision) => precision}
            onChange={(cachePrecision) => change({ cachePrecision })}
          />
        </div>
        <Field
          label="Name"
          name="name"
          value={draft.name}
          placeholder={read.ok ? workloadName(read.value) : "by its parts"}
          problems={problemsOf("name")}
          onChange={(name) => change({ name })}
        />
        <input type="submit" hidden />
      </form>
      {read.ok && <Outcome workload={read.value} />}
    </Dialog>
  );
}

/** What the design at hand takes for the workload, on the device at hand. */
function Outcome({ workload }: { readonly workload: Workload }) {
  const { design, deviceId, stackId } = useWorkbench((state) => state.document);
  const state = useProfile(deviceId);
  const prediction = useMemo(() => {
    if (state.kind !== "ready") return null;
    return predictLatency(design, workload, state.profile, stackOf(state.profile, stackId, workload));
  }, [design, workload, state, stackId]);
  if (prediction === null || state.kind !== "ready") return null;
  return (
    <section aria-label="What it comes to" className="mt-3 border-t border-line pt-2">
      <p className="mb-1 text-xs text-ink-muted">
        {design.name} on {state.profile.name}
      </p>
      {prediction.ok ? (
        <>
          {(["latencyMs", "memoryBytes"] as const).map((metric) => (
            <Figure
              key={metric}
              label={metricOf(metric).label}
              metric={metric}
              estimate={prediction.value[metric]}
            />
          ))}
          {prediction.value.warnings.map((warning) => (
            <p key={warning} className="text-xs text-warning">
              {warning}
            </p>
          ))}
        </>
      ) : (
        prediction.problems.map(({ message, mend }) => (
          <p key={message} className="text-warning">
            {message} {mend}
          </p>
        ))
      )}
    </section>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly T[];
  readonly words: (value: T) => string;
  readonly onChange: (value: T) => void;
  readonly firstFocus?: boolean;
}

function Choice<T extends string>(props: ChoiceProps<T>): ReactNode {
  const { label, value, options, words, onChange, firstFocus = false } = props;
  return (
    <Select
      label={label}
      labelled
      value={value}
      data-first-focus={firstFocus || undefined}
      onChange={(event) => {
        const chosen = options.find((option) => option === event.target.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {options.map((option) => (
        <option key={option} value={option}>
          {words(option)}
        </option>
      ))}
    </Select>
  );
}

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly problems: readonly Problem[];
  readonly onChange: (value: string) => void;
}

function Field({ label, name, value, placeholder, disabled = false, problems, onChange }: FieldProps) {
  const id = useId();
  const wrong = problems.length > 0;
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <label htmlFor={id} className="text-xs text-ink-muted">
        {label}
      </label>
      <input
        id={id}
        name={name}
        type="text"
        inputMode={name === "name" ? "text" : "numeric"}
        autoComplete="off"
        disabled={disabled}
        placeholder={placeholder}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-problem` : undefined}
        className={`h-7 w-full rounded-[5px] border border-line bg-raised px-2 hover:border-line-strong disabled:opacity-60 aria-invalid:border-danger ${name === "name" ? "" : "tabular text-right"}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {wrong && (
        <ErrorBox id={`${id}-problem`}>
          {problems.map(({ message, mend }) => `${message} ${mend ?? ""}`).join(" ")}
        </ErrorBox>
      )}
    </div>
  );
}

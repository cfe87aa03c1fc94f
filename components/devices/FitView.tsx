"use client";

import { FileUp, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/Button";
import { ErrorBox } from "@/components/ui/ErrorBox";
import { ProblemList } from "@/components/ui/ProblemList";
import { Select } from "@/components/ui/Select";
import { knownDevices } from "@/lib/latency/dataSheet";
import { FitReport } from "./FitReport";
import { clearFit, fitAgain, fitFiles, useFit } from "./fitSession";
import { useDeviceShelf } from "./session";

const icon = { size: 14, "aria-hidden": true } as const;

interface FitViewProps {
  /** Called with the id of the device that was saved. */
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
}

/** Tables of timings become a device: drop or choose them, watch the fit, judge it, save it. */
export function FitView({ onSaved, onClose }: FitViewProps) {
  const state = useFit((session) => session.state);
  const files = useFit((session) => session.files);
  return (
    <section
      aria-label="Fit timings"
      data-testid="fit"
      data-state={state.kind}
      className="flex flex-col gap-3"
    >
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="flex-1 text-base font-semibold">Fit a device to timings</h2>
        <Button
          look="quiet"
          tip="Close"
          tipSide="end"
          icon={<X {...icon} />}
          onClick={() => {
            clearFit();
            onClose();
          }}
        />
      </header>
      <DropZone />
      {files.length > 0 && (
        <p className="text-ink-soft">
          {files.map(({ name }) => name).join(", ")}{" "}
          <span className="text-ink-muted">(everything stays in this browser)</span>
        </p>
      )}
      {state.kind === "running" && <FitProgress label={state.label} share={state.share} />}
      {state.kind === "refused" && (
        <ErrorBox alert size="large">
          <p className="font-semibold">Nothing was fitted; your devices are as they were.</p>
          <ProblemList problems={state.problems} />
        </ErrorBox>
      )}
      {state.kind === "fitted" && (
        <>
          <UnknownsForm kernels={state.answer.evaluation.length > 0 || state.answer.parity.length > 0} />
          <FitReport
            key={state.answer.document.id}
            answer={state.answer}
            seconds={state.seconds}
            onSaved={(id) => {
              clearFit();
              onSaved(id);
            }}
          />
        </>
      )}
    </section>
  );
}

function DropZone() {
  const [over, setOver] = useState(false);
  return (
    <label
      data-over={over}
      onDragOver={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={() => setOver(false)}
      className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-dashed border-line-strong px-3 py-2.5 focus-within:outline-2 focus-within:outline-accent hover:bg-sunken data-[over=true]:bg-accent-soft"
    >
      <FileUp size={18} aria-hidden className="text-ink-muted" />
      <span className="min-w-0 flex-1">
        <span className="font-semibold">Drop CSV files, or choose them</span>
        <span className="block text-ink-soft">
          Kernels: <code className="font-mono text-xs">dtype, m, n, k, latency_us</code> and the like. Whole
          models: <code className="font-mono text-xs">model, phase, batch, prompt, new, precision, ms</code>,
          where a model is a preset or a design of your library.
        </span>
      </span>
      <input
        type="file"
        multiple
        accept=".csv,text/csv"
        className="sr-only"
        data-testid="fit-files"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          void fitFiles(files);
        }}
      />
    </label>
  );
}

function FitProgress({ label, share }: { readonly label: string; readonly share: number | null }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <progress
        data-testid="fit-progress"
        aria-label="Fit"
        className="h-2 min-w-[10rem] flex-1 accent-(--accent)"
        max={1}
        {...(share === null ? {} : { value: share })}
      />
      <span className="tabular text-ink-soft">
        <span aria-live="polite">{label}</span>
        {share !== null && `, ${Math.round(100 * share)} %`}
      </span>
      <Button data-testid="fit-cancel" onClick={clearFit}>
        Cancel
      </Button>
    </div>
  );
}

/** What timings do not say. Each change fits again. */
function UnknownsForm({ kernels }: { readonly kernels: boolean }) {
  const choices = useFit((session) => session.choices);
  const [memory, setMemory] = useState(choices.memoryBytes === null ? "" : String(choices.memoryBytes / 1e9));
  const gigabytes = memory.trim() === "" ? null : Number(memory);
  const wrong = gigabytes !== null && !(gigabytes >= 0.5 && gigabytes <= 20_000);
  const commit = () => {
    const memoryBytes = gigabytes === null ? null : gigabytes * 1e9;
    if (!wrong && memoryBytes !== choices.memoryBytes) void fitAgain({ memoryBytes });
  };
  const profiles = useDeviceShelf((state) => state.profiles);
  const typed = useDeviceShelf((state) => state.devices)
    .filter(({ origin }) => origin === "typed")
    .flatMap(({ id, name }) => {
      const profile = profiles[id];
      return profile?.kind === "ready" ? [{ id, name, sheet: profile.profile.sheet }] : [];
    });
  const sheets = [...typed, ...knownDevices];
  const sheetId = sheets.find(({ sheet }) => sheet === choices.sheet)?.id ?? "";
  return (
    <div className="flex flex-wrap items-end gap-3">
      <label className="flex flex-col gap-0.5">
        <span className="text-xs text-ink-muted">Memory of the device, GB</span>
        <input
          type="text"
          inputMode="decimal"
          autoComplete="off"
          placeholder="not stated"
          aria-invalid={wrong}
          className="tabular h-7 w-36 rounded-[5px] border border-line bg-raised px-2 text-right aria-invalid:border-danger"
          value={memory}
          onChange={(event) => setMemory(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit();
          }}
        />
      </label>
      {kernels && (
        <Select
          label="Data sheet"
          labelled
          className="w-60"
          value={sheetId}
          onChange={(event) => {
            const chosen = sheets.find(({ id }) => id === event.target.value);
            void fitAgain({ sheet: chosen?.sheet ?? null });
          }}
        >
          <option value="">Rates read off the rows</option>
          {sheets.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      {wrong && <ErrorBox>Memory must be from 0.5 to 20,000 GB.</ErrorBox>}
    </div>
  );
}

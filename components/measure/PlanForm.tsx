"use client";

import { Gauge } from "lucide-react";
import { useEffect, useId, useMemo, useState } from "react";
import { useWorkbench } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { Section } from "@/components/ui/Section";
import { Select } from "@/components/ui/Select";
import { type BackendId, backendChoices, precisionName } from "@/lib/measure/backend/backend";
import type { PlanId } from "@/lib/measure/plan/plan";
import { planCost } from "@/lib/measure/plan/planCost";
import { readSizeList } from "@/lib/measure/plan/sizeLists";
import { invalidText } from "@/lib/store/invalidFields";
import { chooseMeasure, noteMeasureField, preparePlan, startMeasure, useMeasure } from "./measureSession";
import { costText, megabytesText } from "./measureText";

const plans: readonly { readonly id: PlanId; readonly label: string }[] = [
  { id: "quick", label: "Quick: two sizes of each operator" },
  { id: "full", label: "Full: more sizes, cache lengths and batches" },
  { id: "design", label: "This design: each of its blocks" },
  { id: "custom", label: "Custom" },
];

/** What to measure, where, and what it costs. */
export function PlanForm() {
  const state = useMeasure((measure) => measure);
  const design = useWorkbench(({ document }) => document.design);
  const workload = useWorkbench(({ document }) => document.workload);
  const { probe, planId, run } = state;
  const unusable = invalidText(state.invalid);
  const prepared = useMemo(
    () => (probe === null ? null : preparePlan(state, probe, { design, workload })),
    [state, probe, design, workload],
  );
  if (probe === null || prepared === null) return null;
  const { plan, choice, precision, precisions, fallbacks } = prepared;
  const cost = choice.backend === null ? null : planCost(plan, choice.backend);
  return (
    <Section title="Measure this device">
      <div className="flex flex-col gap-2">
        <Select
          label="Plan"
          labelled
          data-testid="measure-plan"
          value={planId}
          onChange={(event) => chooseMeasure({ planId: event.target.value as PlanId })}
        >
          {plans.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
        <div className="grid grid-cols-2 gap-2">
          <Select
            label="Back end"
            labelled
            data-testid="measure-backend"
            value={choice.id}
            onChange={(event) => chooseMeasure({ wantedBackend: event.target.value as BackendId })}
          >
            {backendChoices(probe).map(({ id, name, backend }) => (
              <option key={id} value={id} disabled={backend === null}>
                {name}
              </option>
            ))}
          </Select>
          <Select
            label="Number format"
            labelled
            data-testid="measure-precision"
            value={precisionName(precision)}
            onChange={(event) =>
              chooseMeasure({
                wantedPrecision: precisions.find((one) => precisionName(one) === event.target.value) ?? null,
              })
            }
          >
            {precisions.map((one) => (
              <option key={precisionName(one)}>{precisionName(one)}</option>
            ))}
          </Select>
        </div>
        {planId === "custom" && <CustomFields />}
        {fallbacks.length > 0 && (
          <ul data-testid="measure-fallbacks" className="list-disc pl-4 text-ink-soft">
            {fallbacks.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
        {choice.reason !== "" && <p className="text-ink-soft">{choice.reason}</p>}
        {precision.activations === "float16" && (
          <p className="text-ink-soft">
            No GPU with half precision was at hand when this was made; the check against the reference decides
            whether yours can be trusted.
          </p>
        )}
        {cost !== null && (
          <p data-testid="measure-cost" className="text-ink-soft">
            {cost.cases} blocks and stacks, {costText(cost)} the first time (
            {megabytesText(cost.compressedBytes)} where the server compresses), up to{" "}
            {megabytesText(cost.memoryBytes)} of weights at once. Nothing leaves this device.
          </p>
        )}
        <Button
          look="primary"
          icon={<Gauge size={15} strokeWidth={1.75} />}
          disabled={run !== null || unusable !== null}
          onClick={() => void startMeasure()}
        >
          Measure
        </Button>
        {unusable !== null && <p className="text-danger">{unusable}</p>}
      </div>
    </Section>
  );
}

const customFields = [
  { list: "hiddenSizes", label: "Hidden sizes", start: "512, 1024" },
  { list: "contexts", label: "Cache lengths", start: "128, 1024" },
  { list: "batches", label: "Sequences at once", start: "1" },
  { list: "prompts", label: "Prompt lengths", start: "" },
] as const;

/** Lists of sizes for a custom plan; a list that cannot be read is not taken, and nothing starts with it. */
function CustomFields() {
  return (
    <div className="grid grid-cols-2 gap-2">
      {customFields.map((field) => (
        <SizeList key={field.list} {...field} />
      ))}
    </div>
  );
}

interface SizeListProps {
  readonly list: (typeof customFields)[number]["list"];
  readonly label: string;
  readonly start: string;
}

function SizeList({ list, label, start }: SizeListProps) {
  const options = useMeasure((state) => state.options);
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? options[list]?.join(", ") ?? start;
  const read = readSizeList(text, list);
  const valid = read.ok;
  const messageId = useId();
  useEffect(() => {
    noteMeasureField(label, valid);
    return () => noteMeasureField(label, true);
  }, [label, valid]);
  return (
    <div className="flex flex-col gap-0.5">
      <label className="flex flex-col gap-0.5">
        <span className="text-xs text-ink-muted">{label}</span>
        <input
          className="tabular h-7 rounded-[5px] border border-line bg-raised px-2 hover:border-line-strong aria-invalid:border-danger"
          value={text}
          aria-invalid={!valid}
          aria-describedby={valid ? undefined : messageId}
          onChange={(event) => {
            setDraft(event.target.value);
            const next = readSizeList(event.target.value, list);
            if (next.ok) chooseMeasure({ options: { ...options, [list]: next.value } });
          }}
        />
      </label>
      {!read.ok && (
        <span id={messageId} data-testid="message" data-kind="error" className="text-xs text-danger">
          {read.problems[0]?.message}
        </span>
      )}
    </div>
  );
}

"use client";

import { SlidersHorizontal } from "lucide-react";
import { showDialog } from "@/components/shell/dialogs";
import { commands, useWorkbench } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { Select } from "@/components/ui/Select";
import { shippedWorkloads } from "@/lib/cost/workloads";

/** What is asked of the model: a shipped workload, or the user's own. */
export function WorkloadSelect() {
  const choice = useWorkbench((state) => state.document.workload);
  return (
    <div className="flex items-center gap-0.5">
      <Select
        label="Workload"
        data-testid="workload-select"
        className="condition w-44"
        value={choice.kind === "shipped" ? choice.id : choice.workload.id}
        onChange={(event) => {
          const chosen = shippedWorkloads.find(({ id }) => id === event.target.value);
          if (chosen === undefined) return;
          commands.edit(`Ask for ${chosen.name}`, (document) => ({
            ...document,
            workload: { kind: "shipped", id: chosen.id },
          }));
        }}
      >
        {shippedWorkloads.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        {choice.kind === "custom" && <option value={choice.workload.id}>{choice.workload.name}</option>}
      </Select>
      <Button
        look="quiet"
        tip="Edit workload…"
        data-testid="workload-edit"
        icon={<SlidersHorizontal size={14} aria-hidden />}
        onClick={() => showDialog("workload")}
      />
    </div>
  );
}

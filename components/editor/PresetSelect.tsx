"use client";

import { commands, useWorkbench, workbench } from "@/components/shell/session";
import { Select } from "@/components/ui/Select";
import { presetOf } from "@/lib/design/presetOf";
import { findPreset, presets } from "@/lib/design/presets";

const hybrid = presets.filter(({ id }) => id.startsWith("nemotron-flash"));
const others = presets.filter(({ id }) => !id.startsWith("nemotron-flash"));

/** Published models to start from. Shows the one the design is, unchanged; else that it was edited. */
export function PresetSelect() {
  const design = useWorkbench((state) => state.document.design);
  const current = presetOf(design)?.id ?? "";
  return (
    <Select
      label="Start from a published model"
      data-testid="preset-select"
      className="w-32"
      value={current}
      onChange={(event) => {
        const preset = findPreset(event.target.value);
        if (preset === null) return;
        commands.open(`Start from ${preset.name}`, {
          ...workbench.getState().document,
          design: preset.design,
        });
      }}
    >
      <option value="" disabled>
        {current === "" ? "Edited" : "Start from …"}
      </option>
      <optgroup label="Nemotron-Flash">
        {hybrid.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </optgroup>
      <optgroup label="Others">
        {others.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </optgroup>
    </Select>
  );
}

"use client";

import { useState } from "react";
import { commands, useWorkbench, workbench } from "@/components/shell/session";
import { OperatorMark } from "@/components/ui/OperatorMark";
import { Section } from "@/components/ui/Section";
import { editSetting } from "@/lib/design/edit/editSettings";
import { layersAt } from "@/lib/design/edit/laneEdit";
import { operatorName } from "@/lib/design/edit/layerWords";
import { settingFields } from "@/lib/design/edit/settingFields";
import { countLayers } from "@/lib/design/flatten";
import { kindOf, type LayerRef } from "@/lib/design/operatorKinds";
import { SettingInput, type SettingValue } from "./SettingInput";

/** The settings of one operator: that of the selected layer, or the one chosen among those in use. */
export function OperatorFields() {
  const design = useWorkbench((state) => state.document.design);
  const selected = useWorkbench((state) => state.selection.layers);
  const [chosen, setChosen] = useState<LayerRef | null>(null);
  const counts = countLayers(design.stages);
  const used = [...counts.keys()];
  const ofSelection = layersAt(design.stages, selected)[0];
  const shown = ofSelection ?? (chosen !== null && counts.has(chosen) ? chosen : used[0]);
  if (shown === undefined) return null;
  const table: Readonly<Partial<Record<LayerRef, object>>> = design.operators;
  const settings = { ...table[shown] } as Readonly<Record<string, SettingValue | undefined>>;
  const count = counts.get(shown) ?? 0;

  return (
    <Section
      title="Operator"
      aside={
        <span className="text-xs text-ink-muted">
          {count} {count === 1 ? "layer" : "layers"}
        </span>
      }
    >
      <fieldset aria-label="Operators in use" className="mb-1.5 flex flex-wrap gap-1">
        {used.map((ref) => (
          <button
            key={ref}
            type="button"
            aria-pressed={ref === shown}
            className="flex h-7 items-center gap-1.5 rounded-[5px] border border-transparent px-1.5 text-ink-soft hover:bg-sunken aria-pressed:border-line-strong aria-pressed:text-ink"
            onClick={() => {
              setChosen(ref);
              commands.select({ layers: [] });
            }}
          >
            <OperatorMark operator={ref} />
            <span className="max-w-28 truncate">{operatorName(ref)}</span>
          </button>
        ))}
      </fieldset>
      {settingFields[kindOf(shown)].map((field) => (
        <SettingInput
          key={`${shown} ${field.name}`}
          field={field}
          value={settings[field.name]}
          attempt={(value) => editSetting(workbench.getState().document.design, shown, field.name, value)}
          onCommit={(design) =>
            commands.edit(`Set ${operatorName(shown)} ${field.label.toLowerCase()}`, (document) => ({
              ...document,
              design,
            }))
          }
        />
      ))}
    </Section>
  );
}

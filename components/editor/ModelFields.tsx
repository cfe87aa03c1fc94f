"use client";

import { commands, useWorkbench, workbench } from "@/components/shell/session";
import { NumberField } from "@/components/ui/NumberField";
import { Section } from "@/components/ui/Section";
import { Toggle } from "@/components/ui/Toggle";
import {
  type DesignField,
  editDesignField,
  editTrainingTokens,
  type FieldEdit,
} from "@/lib/design/edit/editSettings";

const designNow = () => workbench.getState().document.design;

function commit(label: string, edit: FieldEdit): void {
  if (edit.ok) commands.edit(label, (document) => ({ ...document, design: edit.design }));
}

const refusalOf = (edit: FieldEdit) => (edit.ok ? null : edit);

const numberFields = [
  {
    field: "hiddenSize",
    label: "Hidden size",
    step: 64,
    optional: false,
    help: "Width of the residual stream. Head counts and FFN sizes stay as they are.",
  },
  { field: "vocabSize", label: "Vocabulary", step: 1024, optional: false, help: "Tokens of the embedding." },
  {
    field: "metaTokens",
    label: "Meta tokens",
    step: 64,
    optional: true,
    help: "Learned tokens before the input; they take cache positions.",
  },
  {
    field: "maxPositions",
    label: "Max positions",
    step: 1024,
    optional: true,
    help: "Longest context the model is trained for; a longer workload is a warning.",
  },
] as const satisfies readonly {
  field: DesignField;
  label: string;
  step: number;
  optional: boolean;
  help: string;
}[];

/** Direct fields of the model: sizes that belong to no operator. */
export function ModelFields() {
  const design = useWorkbench((state) => state.document.design);
  return (
    <Section title="Model">
      {numberFields.map(({ field, label, step, optional, help }) => (
        <NumberField
          key={field}
          label={label}
          help={help}
          step={step}
          optional={optional}
          value={design[field] ?? null}
          check={(value) => refusalOf(editDesignField(designNow(), field, value ?? undefined))}
          onCommit={(value) =>
            commit(
              `Set ${label.toLowerCase()} to ${value?.toLocaleString("en-US") ?? "none"}`,
              editDesignField(designNow(), field, value ?? undefined),
            )
          }
        />
      ))}
      <NumberField
        label="Training tokens"
        help="Tokens the quality prediction assumes."
        optional
        step={1e11}
        value={design.training?.tokens ?? null}
        check={(value) => refusalOf(editTrainingTokens(designNow(), value ?? undefined))}
        onCommit={(value) =>
          commit("Set training tokens", editTrainingTokens(designNow(), value ?? undefined))
        }
      />
      <Toggle
        label="Tied embeddings"
        help="Embedding and LM head share one matrix."
        checked={design.tieEmbeddings}
        onChange={(checked) =>
          commit(
            checked ? "Tie the embeddings" : "Untie the embeddings",
            editDesignField(designNow(), "tieEmbeddings", checked),
          )
        }
      />
    </Section>
  );
}

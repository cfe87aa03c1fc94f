"use client";

import { Download } from "lucide-react";
import { useMemo, useState } from "react";
import { commands, useWorkbench } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { downloadJson } from "@/components/ui/downloadFile";
import { ErrorBox } from "@/components/ui/ErrorBox";
import { FileButton, jsonFiles } from "@/components/ui/FileButton";
import { NumberField } from "@/components/ui/NumberField";
import { ProblemList } from "@/components/ui/ProblemList";
import { Section } from "@/components/ui/Section";
import { Select } from "@/components/ui/Select";
import type { Problem } from "@/lib/base/result";
import { readJsonText } from "@/lib/design/readDesignText";
import { compileSpace } from "@/lib/search/compileSpace";
import { parseSpace } from "@/lib/search/parseSpace";
import type { SearchSpace } from "@/lib/search/space";
import { chosenSpace, type SpaceKind } from "@/lib/store/searchChoices";
import { NumberListField } from "./NumberListField";
import { StageEditor } from "./StageEditor";
import { chooseSearch, noteSearchField, useSearch } from "./searchSession";
import { searchFieldLabel, sizeText } from "./searchText";

const kinds: readonly { readonly id: Exclude<SpaceKind, "own">; readonly label: string }[] = [
  { id: "around", label: "Around the design in hand" },
  { id: "paper", label: "The paper's space" },
  { id: "all", label: "All operators" },
];

/** The space to search, its size, and an editor of everything that may vary. */
export function SpaceForm() {
  const choices = useSearch((state) => state.choices);
  const document = useWorkbench((state) => state.document);
  const [fileProblems, setFileProblems] = useState<readonly Problem[]>([]);
  const space = useMemo(() => chosenSpace(choices, document), [choices, document]);
  const compiled = useMemo(() => compileSpace(space), [space]);
  const edit = (change: Partial<SearchSpace>) => chooseSearch({ space: { ...space, ...change } });
  const read = (text: string) => {
    const json = readJsonText(text);
    const parsed = json.ok ? parseSpace(json.value) : json;
    setFileProblems(parsed.ok ? [] : parsed.problems);
    if (!parsed.ok) return;
    chooseSearch({ kind: "own", space: parsed.value });
    commands.notify({ kind: "notice", title: `Read the search space ${parsed.value.name}` });
  };
  return (
    <Section title="Space">
      <Select
        label="Designs to choose from"
        labelled
        data-testid="search-space"
        value={choices.kind}
        onChange={({ target }) => {
          const kind = kinds.find(({ id }) => id === target.value)?.id;
          if (kind) chooseSearch({ kind, space: null, locks: { stages: [], layers: [] } });
        }}
      >
        {kinds.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
        {choices.kind === "own" && <option value="own">{space.name}</option>}
      </Select>
      {compiled.ok ? (
        <p data-testid="search-space-size" data-value={compiled.value.size} className="my-1 text-ink-soft">
          {sizeText(compiled.value.size)} combinations
          {choices.space !== null && ", edited"}
        </p>
      ) : (
        <ErrorBox className="my-1">
          <ProblemList problems={compiled.problems} labelOf={searchFieldLabel} />
        </ErrorBox>
      )}
      {fileProblems.length > 0 && (
        <ErrorBox className="my-1">
          <ProblemList problems={fileProblems} />
        </ErrorBox>
      )}
      <details>
        <summary className="cursor-pointer py-1 text-ink-soft">What may vary</summary>
        <NumberListField
          onValidity={noteSearchField}
          label="Hidden sizes"
          values={space.hiddenSizes}
          onCommit={(hiddenSizes) => edit({ hiddenSizes })}
        />
        <NumberField
          onValidity={noteSearchField}
          label="Layers at least"
          value={space.layers.min}
          check={() => null}
          onCommit={(min) => min !== null && edit({ layers: { ...space.layers, min } })}
        />
        <NumberField
          onValidity={noteSearchField}
          label="Layers at most"
          value={space.layers.max}
          check={() => null}
          onCommit={(max) => max !== null && edit({ layers: { ...space.layers, max } })}
        />
        <NumberField
          onValidity={noteSearchField}
          label="Full-attention layers at least"
          help="Full attention carries long-context recall, which the loss does not show"
          value={space.minFullAttention}
          check={() => null}
          onCommit={(minFullAttention) => minFullAttention !== null && edit({ minFullAttention })}
        />
        <NumberListField
          onValidity={noteSearchField}
          label="FFN width over hidden size"
          values={space.ffnRatios}
          onCommit={(ffnRatios) => edit({ ffnRatios })}
        />
        <NumberListField
          onValidity={noteSearchField}
          label="Query heads a KV head"
          values={space.kvGroups}
          onCommit={(kvGroups) => edit({ kvGroups })}
        />
        <NumberListField
          onValidity={noteSearchField}
          label="Windows"
          values={space.windows}
          onCommit={(windows) => edit({ windows })}
        />
        <Select
          label="Hidden size under a latency limit"
          labelled
          value={space.hiddenRule}
          onChange={({ target }) => edit({ hiddenRule: target.value === "largest" ? "largest" : "free" })}
        >
          <option value="free">searched like any factor</option>
          <option value="largest">the largest that meets it</option>
        </Select>
        {[...space.stages.keys()].map((index) => (
          <StageEditor
            key={index}
            index={index}
            stage={space.stages[index]!}
            known={Object.keys(space.base.operators)}
            onChange={(next) => edit({ stages: space.stages.with(index, next) })}
            onRemove={() => edit({ stages: space.stages.toSpliced(index, 1) })}
          />
        ))}
        <Button
          look="quiet"
          onClick={() => {
            const last = space.stages.at(-1);
            if (last) edit({ stages: [...space.stages, last] });
          }}
        >
          Add a stage like the last
        </Button>
      </details>
      <div className="mt-1 flex gap-1">
        <FileButton label="Read a space" accept={jsonFiles} onText={read} onProblems={setFileProblems} />
        <Button
          look="quiet"
          icon={<Download size={14} />}
          onClick={() => downloadJson("search-space.json", `${JSON.stringify(space, null, 2)}\n`)}
        >
          Save this space
        </Button>
      </div>
    </Section>
  );
}

"use client";

import { type DragEvent, useMemo, useState } from "react";
import { commands, useWorkbench, workbench } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { ErrorBox } from "@/components/ui/ErrorBox";
import { ProblemList } from "@/components/ui/ProblemList";
import { readTextFile } from "@/components/ui/readTextFile";
import { figureText } from "@/lib/base/figure";
import type { Problem } from "@/lib/base/result";
import { printNotation } from "@/lib/design/notation";
import { type ReadDesign, readDesignInput } from "@/lib/store/readDesignInput";
import { descriptionOf } from "@/lib/store/selectors";

const kindWords: { readonly [K in ReadDesign["kind"]]: string } = {
  design: "a design file",
  config: "a Hugging Face config",
  script: "a Megatron-LM launch script",
  pattern: "a layer pattern",
};

/** Paste or drop a config.json, a design or a pattern; see what was read and assumed before anything is replaced. */
export default function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const current = useWorkbench((state) => state.document.design);
  const [text, setText] = useState("");
  const [fileProblems, setFileProblems] = useState<readonly Problem[]>([]);
  const result = useMemo(() => (text === "" ? null : readDesignInput(text, current)), [text, current]);

  const readFile = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = await readTextFile(file);
    setFileProblems(read.ok ? [] : read.problems);
    if (read.ok) setText(read.value);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    void readFile(event.dataTransfer.files[0]);
  };
  const open = () => {
    if (!result?.ok) return;
    const { design } = result.value;
    commands.open(`Import ${design.name}`, { ...workbench.getState().document, design });
    onClose();
  };
  const problems =
    fileProblems.length > 0 ? fileProblems : result !== null && !result.ok ? result.problems : [];
  return (
    <Dialog
      title="Import a design"
      width="wide"
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button look="primary" disabled={!result?.ok} onClick={open}>
            {result?.ok ? `Open ${result.value.design.name}` : "Open"}
          </Button>
        </>
      }
    >
      <label className="flex flex-col gap-1">
        <span className="text-ink-soft">
          A Hugging Face config.json, a Paretoscope design, or a pattern in notation or Megatron symbols
        </span>
        <textarea
          data-first-focus
          className="h-40 resize-y rounded-md border border-line bg-raised p-2 font-mono text-xs hover:border-line-strong"
          placeholder={'{ "model_type": "qwen3", "hidden_size": 1024, … }'}
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setFileProblems([]);
            setText(event.target.value);
          }}
          onDragOver={(event) => event.preventDefault()}
          onDrop={onDrop}
        />
      </label>
      <label className="mt-2 flex items-center gap-2 text-ink-soft">
        Or a file:
        <input
          type="file"
          accept=".json,.txt,application/json"
          className="text-sm file:mr-2 file:h-7 file:rounded-[5px] file:border file:border-line file:bg-raised file:px-2.5"
          onChange={(event) => void readFile(event.target.files?.[0])}
        />
      </label>
      {problems.length > 0 && (
        <ErrorBox alert size="large" className="mt-3">
          <p className="font-semibold">This was not opened; your design is as it was.</p>
          <ProblemList problems={problems} />
        </ErrorBox>
      )}
      {result?.ok && <Account result={result.value} />}
    </Dialog>
  );
}

/** What was read, what was assumed, what was left out: shown before the design is replaced. */
function Account({ result }: { readonly result: ReadDesign }) {
  const { design, kind, read, assumed, ignored } = result;
  const description = descriptionOf(design);
  return (
    <div className="mt-3 flex flex-col gap-2 border-t border-line pt-3">
      <p>
        Read as {kindWords[kind]}: <strong>{design.name}</strong>,{" "}
        {figureText(description.params.total, "parameters")} parameters, {description.layers} layers, hidden
        size {design.hiddenSize.toLocaleString("en-US")}.
      </p>
      <p className="overflow-x-auto rounded bg-sunken px-2 py-1 font-mono text-xs">
        {printNotation(design.stages)}
      </p>
      <AccountList title="Assumed" items={assumed} open />
      <AccountList title="Read" items={read} />
      <AccountList title="Left out: no size or cost depends on it" items={ignored} />
    </div>
  );
}

interface AccountListProps {
  readonly title: string;
  readonly items: readonly string[];
  readonly open?: boolean;
}

function AccountList({ title, items, open = false }: AccountListProps) {
  if (items.length === 0) return null;
  return (
    <details open={open}>
      <summary className="text-ink-soft">
        {title} ({items.length})
      </summary>
      <ul className="mt-1 ml-4 list-disc text-ink-soft">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </details>
  );
}

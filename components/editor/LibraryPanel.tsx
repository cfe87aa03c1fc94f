"use client";

import { Copy, Download, FolderOpen, Save, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { usePredictions } from "@/components/frontier/usePredictions";
import { pageLibrary, useLibrary } from "@/components/shell/librarySession";
import { commands, workbench } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { downloadJson } from "@/components/ui/downloadFile";
import { FileButton, jsonFiles } from "@/components/ui/FileButton";
import { Select } from "@/components/ui/Select";
import { Warning } from "@/components/ui/Warning";
import { figureText } from "@/lib/base/figure";
import type { Problem } from "@/lib/base/result";
import { printNotation } from "@/lib/design/notation";
import type { LibraryEntry } from "@/lib/store/libraryEntry";
import { type LibrarySort, librarySorts, searchLibrary } from "@/lib/store/librarySearch";
import { descriptionOf } from "@/lib/store/selectors";

const icon = { size: 14, "aria-hidden": true } as const;

/** The designs one keeps: save, name, tag, find, open, delete with a way back. */
export default function LibraryPanel() {
  const entries = useLibrary((state) => state.entries);
  const unreadable = useLibrary((state) => state.unreadable);
  const trouble = useLibrary((state) => state.trouble);
  const predictions = usePredictions();
  const [query, setQuery] = useState("");
  const [sort, setSort] = useState<LibrarySort>("saved");
  const found = useMemo(
    () => searchLibrary(entries, query, sort, predictions.figuresOf),
    [entries, query, sort, predictions],
  );

  const save = async () => {
    const { document, view } = workbench.getState();
    const entry = await pageLibrary().getState().save({ document, view });
    commands.notify({ kind: "notice", title: `Saved ${entry.name}` });
  };
  return (
    <div className="flex flex-col gap-2 p-3">
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" icon={<Save {...icon} />} onClick={save}>
          Save this design
        </Button>
        <input
          type="search"
          aria-label="Search the library"
          placeholder="Name, tag or pattern"
          className="h-7 w-56 rounded-[5px] border border-line bg-raised px-2"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <Select
          label="Sort by"
          className="w-40"
          value={sort}
          onChange={(event) => {
            const chosen = librarySorts.find(({ id }) => id === event.target.value);
            if (chosen !== undefined) setSort(chosen.id);
          }}
        >
          {librarySorts.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
        <span className="flex-1" />
        <LibraryFileCommands empty={entries.length === 0} />
      </div>
      <Warning>{trouble}</Warning>
      {unreadable.map(({ id, reason }) => (
        <div
          key={id}
          data-testid="message"
          data-kind="warning"
          className="flex items-center gap-2 rounded bg-warning-soft px-3 py-1.5 text-warning"
        >
          <span className="flex-1">One saved design cannot be read: {reason}</span>
          <Button look="quiet" onClick={() => pageLibrary().getState().removeUnreadable(id)}>
            Delete it
          </Button>
        </div>
      ))}
      {entries.length === 0 ? (
        <p className="py-6 text-center text-ink-soft">
          Nothing saved yet. Save this design to come back to it, compare it, or branch from it.
        </p>
      ) : (
        <ul className="flex flex-col" aria-label="Saved designs">
          {found.map((entry) => (
            <LibraryRow key={entry.id} entry={entry} />
          ))}
          {found.length === 0 && <li className="py-4 text-ink-soft">No saved design has these words.</li>}
        </ul>
      )}
    </div>
  );
}

function LibraryFileCommands({ empty }: { readonly empty: boolean }) {
  const library = () => pageLibrary().getState();
  const refuse = (problems: readonly Problem[]) =>
    commands.notify({ kind: "error", title: "The library file was not read", problems });
  return (
    <>
      <FileButton
        label="Read a library file"
        accept={jsonFiles}
        onText={async (text) => {
          const result = await library().importAll(text);
          if (!result.ok) return refuse(result.problems);
          commands.notify({ kind: "notice", title: `Read ${result.value} designs into the library` });
        }}
        onProblems={refuse}
      />
      <Button
        look="quiet"
        icon={<Download {...icon} />}
        disabled={empty}
        onClick={() => downloadJson("paretoscope-library.json", library().exportAll())}
      >
        Save all as a file
      </Button>
    </>
  );
}

function LibraryRow({ entry }: { readonly entry: LibraryEntry }) {
  const { id, name, tags, saved, savedAt } = entry;
  const { design } = saved.document;
  const library = () => pageLibrary().getState();
  const remove = async () => {
    const bringBack = await library().remove(id);
    commands.notify({
      kind: "notice",
      title: `Deleted ${name}`,
      action: { label: "Bring it back", perform: () => void bringBack() },
    });
  };
  return (
    <li className="grid grid-cols-[minmax(10rem,1fr)_minmax(0,2fr)_auto_auto] items-center gap-3 border-t border-line py-1 max-md:grid-cols-[1fr_auto]">
      <div className="min-w-0">
        <EditableText
          label={`Name of ${name}`}
          value={name}
          onCommit={(next) => next !== "" && library().update(id, { name: next })}
        />
        <EditableText
          label={`Tags of ${name}`}
          placeholder="add tags"
          value={tags.join(", ")}
          small
          onCommit={(next) =>
            library().update(id, {
              tags: next
                .split(",")
                .map((tag) => tag.trim())
                .filter(Boolean),
            })
          }
        />
      </div>
      <code className="truncate font-mono text-xs text-ink-soft max-md:hidden">
        {printNotation(design.stages)}
      </code>
      <span className="tabular text-right whitespace-nowrap text-ink-soft max-md:hidden">
        {figureText(descriptionOf(design).params.total, "parameters")}
        <span className="ml-3 text-xs text-ink-muted">{new Date(savedAt).toLocaleString()}</span>
      </span>
      <div className="flex">
        <Button
          look="quiet"
          icon={<FolderOpen {...icon} />}
          onClick={() => commands.open(`Open ${name}`, saved.document)}
        >
          Open
        </Button>
        <Button
          look="quiet"
          tip={`Duplicate ${name}`}
          tipSide="end"
          icon={<Copy {...icon} />}
          onClick={() => library().duplicate(id)}
        />
        <Button
          look="quiet"
          tip={`Delete ${name}`}
          tipSide="end"
          icon={<Trash2 {...icon} />}
          onClick={remove}
        />
      </div>
    </li>
  );
}

interface EditableTextProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly small?: boolean;
  readonly onCommit: (value: string) => void;
}

/** Text that becomes a field when it is pressed. */
function EditableText({ label, value, placeholder, small = false, onCommit }: EditableTextProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <input
      aria-label={label}
      placeholder={placeholder}
      className={`block w-full truncate rounded border border-transparent bg-transparent px-1 hover:border-line focus:bg-raised ${
        small ? "h-6 text-xs text-ink-soft" : "h-6 font-semibold"
      }`}
      value={draft ?? value}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => {
        if (draft !== null && draft.trim() !== value) onCommit(draft.trim());
        setDraft(null);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setDraft(null);
      }}
    />
  );
}

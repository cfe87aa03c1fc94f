"use client";

import { useState } from "react";
import { editDesignField } from "@/lib/design/edit/editSettings";
import { commands, useWorkbench, workbench } from "./session";

/** The design's name, edited in place. A name that cannot be taken is refused with the reason. */
export function DesignName() {
  const name = useWorkbench((state) => state.document.design.name);
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft !== name) {
      const edit = editDesignField(workbench.getState().document.design, "name", draft);
      if (edit.ok) commands.edit(`Rename to ${draft}`, (document) => ({ ...document, design: edit.design }));
      else commands.notify({ kind: "error", title: "The name was not changed", problems: edit.problems });
    }
    setDraft(null);
  };
  return (
    <input
      aria-label="Name of the design"
      title={name}
      className="h-7 w-44 truncate rounded-[5px] border border-transparent bg-transparent px-1.5 text-base font-semibold hover:border-line focus:border-line focus:bg-raised"
      value={draft ?? name}
      spellCheck={false}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setDraft(null);
      }}
    />
  );
}

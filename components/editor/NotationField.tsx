"use client";

import { useId, useMemo, useState } from "react";
import { commands, useWorkbench, workbench } from "@/components/shell/session";
import { ErrorBox } from "@/components/ui/ErrorBox";
import { ProblemList } from "@/components/ui/ProblemList";
import { withStages } from "@/lib/design/edit/withStages";
import { parseNotation, printNotation } from "@/lib/design/notation";

/** The pattern as one line of text. Enter takes it over; a line that cannot be read says where, and changes nothing. */
export function NotationField() {
  const stages = useWorkbench((state) => state.document.design.stages);
  const printed = useMemo(() => printNotation(stages), [stages]);
  const [draft, setDraft] = useState<string | null>(null);
  const errorId = useId();
  const [lastPrinted, setLastPrinted] = useState(printed);
  // An edit made elsewhere ends the draft.
  if (printed !== lastPrinted) {
    setLastPrinted(printed);
    setDraft(null);
  }

  const text = draft ?? printed;
  const parsed = useMemo(() => (draft === null ? null : parseNotation(draft)), [draft]);
  const problems = parsed !== null && !parsed.ok ? parsed.problems : [];

  const commit = () => {
    if (draft === null || parsed === null || !parsed.ok) return;
    const design = withStages(workbench.getState().document.design, parsed.value);
    if (design.ok && draft.trim() !== printed)
      commands.edit("Type a pattern", (document) => ({ ...document, design: design.value }));
    setDraft(null);
  };

  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <input
        data-testid="notation"
        aria-label="Pattern in notation"
        aria-invalid={problems.length > 0}
        aria-describedby={problems.length > 0 ? errorId : undefined}
        className="h-7 w-full rounded-[5px] border border-line bg-raised px-2 font-mono text-[13px] text-ink hover:border-line-strong aria-invalid:border-danger"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
          if (event.key === "Escape") setDraft(null);
        }}
      />
      {problems.length > 0 && (
        <ErrorBox id={errorId} alert className="mt-1">
          <ProblemList problems={problems} />
        </ErrorBox>
      )}
    </div>
  );
}

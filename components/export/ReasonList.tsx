import { Wrench } from "lucide-react";
import { commands } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import type { DesignEdit, Reason } from "@/lib/export/target";

interface ReasonListProps {
  readonly reasons: readonly Reason[];
}

/** Why a stack cannot hold the design: each reason with the edit that removes it, as one undoable step. */
export function ReasonList({ reasons }: ReasonListProps) {
  return (
    <ul className="flex flex-col gap-2">
      {reasons.map(({ field, message, mend, edit }) => (
        <li
          key={`${field} ${message}`}
          data-testid="export-reason"
          className="flex flex-wrap items-start gap-x-3 gap-y-1"
        >
          <p className="min-w-0 flex-[1_1_24rem]">
            {message}
            {mend && <span className="text-ink-soft"> {mend}</span>}
            <code className="ml-1.5 font-mono text-xs text-ink-muted">{field}</code>
          </p>
          {edit && (
            <Button
              icon={<Wrench size={13} aria-hidden />}
              data-testid="export-edit"
              onClick={() => adopt(edit)}
            >
              {edit.label}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function adopt({ label, design }: DesignEdit): void {
  commands.edit(label, (document) => ({ ...document, design }));
}

import { Check, TriangleAlert, X } from "lucide-react";
import type { TargetId } from "@/lib/export/target";
import type { Capability } from "@/lib/export/targets";

interface TargetListProps {
  readonly capabilities: readonly Capability[];
  readonly chosen: TargetId;
  readonly onChoose: (id: TargetId) => void;
}

/** The capability matrix: each training stack with its verdict on the current design. */
export function TargetList({ capabilities, chosen, onChoose }: TargetListProps) {
  return (
    <ul aria-label="Training stacks" className="flex flex-col gap-0.5">
      {capabilities.map(({ target, verdict, reasons, warnings }) => (
        <li key={target.id}>
          <button
            type="button"
            data-testid="export-target"
            data-id={target.id}
            data-verdict={verdict}
            aria-pressed={target.id === chosen}
            title={target.about}
            className="flex w-full items-center gap-2 rounded-[5px] px-2 py-1 text-left hover:bg-sunken aria-pressed:bg-sunken aria-pressed:font-semibold"
            onClick={() => onChoose(target.id)}
          >
            <VerdictMark verdict={verdict} />
            <span className="min-w-0 flex-1 truncate">{target.name}</span>
            <span className="text-xs font-normal text-ink-muted">
              {verdict === "no"
                ? `no: ${counted(reasons.length, "reason")}`
                : warnings.length === 0
                  ? "yes"
                  : `yes, ${counted(warnings.length, "warning")}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

function VerdictMark({ verdict }: { readonly verdict: Capability["verdict"] }) {
  const size = { size: 14, "aria-hidden": true } as const;
  switch (verdict) {
    case "yes":
      return <Check {...size} className="shrink-0 text-ink" />;
    case "yes with warnings":
      return <TriangleAlert {...size} className="shrink-0 text-warning" />;
    case "no":
      return <X {...size} className="shrink-0 text-danger" />;
  }
}

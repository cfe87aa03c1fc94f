import type { Problem } from "@/lib/base/result";

interface ProblemListProps {
  readonly problems: readonly Problem[];
  /** What the form beside the list calls a field; null, or absent where a file is read, leaves its path. */
  readonly labelOf?: (field: string) => string | null;
}

/** Problems as a list: where, what, and the mend. */
export function ProblemList({ problems, labelOf }: ProblemListProps) {
  return (
    <ul className="flex flex-col gap-1">
      {problems.slice(0, 12).map((problem) => (
        <li key={`${problem.field} ${problem.message}`}>
          <Place field={problem.field} label={labelOf?.(problem.field) ?? null} />
          {problem.message}
          {problem.mend && <span className="text-ink-soft"> {problem.mend}</span>}
        </li>
      ))}
      {problems.length > 12 && <li className="text-ink-soft">and {problems.length - 12} more</li>}
    </ul>
  );
}

function Place({ field, label }: { readonly field: string; readonly label: string | null }) {
  if (label !== null) return <span className="font-semibold">{label}: </span>;
  return field === "" ? null : <code className="mr-1 font-mono text-xs font-medium">{field}</code>;
}

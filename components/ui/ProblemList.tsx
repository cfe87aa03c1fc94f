import type { Problem } from "@/lib/base/result";

/** Problems as a list: where, what, and the mend. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {problems.slice(0, 12).map((problem) => (
        <li key={`${problem.field} ${problem.message}`}>
          {problem.field !== "" && (
            <code className="mr-1 font-mono text-xs font-medium">{problem.field}</code>
          )}
          {problem.message}
          {problem.mend && <span className="text-ink-soft"> {problem.mend}</span>}
        </li>
      ))}
      {problems.length > 12 && <li className="text-ink-soft">and {problems.length - 12} more</li>}
    </ul>
  );
}

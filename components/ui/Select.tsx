import { ChevronDown } from "lucide-react";
import type { ReactNode, SelectHTMLAttributes } from "react";
import { classNames } from "./classNames";

interface SelectProps extends SelectHTMLAttributes<HTMLSelectElement> {
  readonly label: string;
  /** Shows the label above the field instead of reading it to assistive technology only. */
  readonly labelled?: boolean;
  readonly children: ReactNode;
}

/** A choice from a list. The browser's own list opens, which works with every keyboard, pointer and reader. */
export function Select({ label, labelled = false, children, className, ...rest }: SelectProps) {
  return (
    <label className={classNames("flex min-w-0 flex-col gap-0.5", className)}>
      <span className={labelled ? "text-xs text-ink-muted" : "sr-only"}>{label}</span>
      <span className="relative flex min-w-0">
        <select
          aria-label={label}
          {...rest}
          className={classNames(
            "h-7 w-full min-w-0 appearance-none truncate rounded-[5px] border border-line bg-raised",
            "py-0 pr-6 pl-2 text-sm text-ink transition-colors duration-(--motion) hover:border-line-strong",
          )}
        >
          {children}
        </select>
        <ChevronDown
          aria-hidden
          size={13}
          className="pointer-events-none absolute top-1/2 right-1.5 -translate-y-1/2 text-ink-muted"
        />
      </span>
    </label>
  );
}

import type { ReactNode } from "react";
import { classNames } from "./classNames";

interface ErrorBoxProps {
  readonly children: ReactNode;
  /** For `aria-describedby` of the field it is about. */
  readonly id?: string;
  /** `small` stands at a field, `large` for a whole panel. */
  readonly size?: "small" | "large";
  /** Read out as soon as it appears. */
  readonly alert?: boolean;
  /** The field it is about, for automation. */
  readonly field?: string;
  readonly className?: string;
}

/** What is wrong, in the look all errors have. */
export function ErrorBox({ children, id, size = "small", alert = false, field, className }: ErrorBoxProps) {
  return (
    <div
      id={id}
      role={alert ? "alert" : undefined}
      data-testid="message"
      data-kind="error"
      data-field={field}
      className={classNames(
        "rounded bg-danger-soft text-danger",
        size === "small" ? "px-2 py-1" : "px-3 py-2",
        className,
      )}
    >
      {children}
    </div>
  );
}

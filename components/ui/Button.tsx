import type { ButtonHTMLAttributes, ReactNode } from "react";
import { classNames } from "./classNames";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `plain` has an outline, `quiet` none, `primary` stands out; one primary a view. */
  readonly look?: "plain" | "quiet" | "primary";
  readonly icon?: ReactNode;
  /** Words that appear on hover and focus; needed where the button shows an icon alone. */
  readonly tip?: string;
  /** On which side the tip opens its text, so that it stays on the page. */
  readonly tipSide?: "start" | "end";
}

const looks = {
  plain: "border border-line bg-raised text-ink hover:border-line-strong",
  quiet: "border border-transparent text-ink-soft hover:bg-sunken hover:text-ink",
  primary: "border border-accent bg-accent text-accent-ink hover:opacity-90",
};

/** A command. An icon alone takes its accessible name from `aria-label` or `tip`. */
export function Button({
  look = "plain",
  icon,
  tip,
  tipSide = "start",
  children,
  className,
  ...rest
}: ButtonProps) {
  const iconOnly = children === undefined;
  return (
    <button
      type="button"
      aria-label={iconOnly ? tip : undefined}
      data-tip={tip}
      data-tip-side={tipSide}
      {...rest}
      className={classNames(
        "inline-flex h-7 shrink-0 items-center justify-center gap-1.5 rounded-[5px] text-sm whitespace-nowrap",
        "transition-colors duration-(--motion) disabled:opacity-40",
        iconOnly ? "w-7" : "px-2.5",
        looks[look],
        className,
      )}
    >
      {icon}
      {children}
    </button>
  );
}

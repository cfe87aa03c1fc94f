import type { ReactNode } from "react";

/** Something that works on, but not as the user may think; nothing where there is nothing to say. */
export function Warning({ children }: { readonly children: ReactNode }) {
  if (children === null) return null;
  return (
    <p data-testid="message" data-kind="warning" className="rounded bg-warning-soft px-3 py-2 text-warning">
      {children}
    </p>
  );
}

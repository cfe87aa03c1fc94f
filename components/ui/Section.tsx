import type { ReactNode } from "react";

interface SectionProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a side panel. */
export function Section({ title, aside, children }: SectionProps) {
  return (
    <section aria-label={title} className="border-b border-line px-3 py-2.5 last:border-b-0">
      <div className="mb-1 flex items-center justify-between gap-2">
        <h2 className="panel-title">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

import { Fragment, type ReactNode } from "react";

/** A titled part of the page, with an anchor of its own. */
export function Section({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="mb-10 scroll-mt-4">
      <h2 id={`${id}-title`} className="mb-2 border-b border-line pb-1 text-lg font-semibold">
        <a href={`#${id}`} className="hover:text-accent">
          {title}
        </a>
      </h2>
      {children}
    </section>
  );
}

/** Links to all parts. */
export function Contents({
  parts,
}: {
  readonly parts: readonly { readonly id: string; readonly title: string }[];
}) {
  return (
    <nav aria-label="Contents" className="methods-contents">
      <ol className="flex flex-col gap-0.5">
        {parts.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`} className="text-ink-soft hover:text-accent">
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Running text at a readable measure. */
export function Prose({ children }: { readonly children: ReactNode }) {
  return <div className="mb-3 flex max-w-prose flex-col gap-2 text-base text-ink-soft">{children}</div>;
}

/** A column of a table; figures are set to the right on their digits. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly figures?: boolean;
}

interface DataTableProps<Row> {
  readonly caption: ReactNode;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** What is too wide for a column: it stands over a row, across the table. */
  readonly over?: (row: Row) => ReactNode;
}

/** A plain table of figures that scrolls on its own where the page is narrow. */
export function DataTable<Row>({ caption, columns, rows, keyOf, over }: DataTableProps<Row>) {
  return (
    // What scrolls must take the focus, or the keyboard could not reach what is out of sight.
    <div tabIndex={0} className="mb-4 overflow-x-auto">
      <table className="tabular min-w-full text-left text-sm">
        <caption className="pb-1 text-left text-xs text-ink-muted">{caption}</caption>
        <thead className="text-xs text-ink-muted">
          <tr>
            {columns.map(({ title, figures }) => (
              <th
                key={title}
                scope="col"
                className={`border-b border-line py-1 pr-4 font-normal ${figures ? "text-right" : ""}`}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={keyOf(row)}>
              {over !== undefined && (
                <tr>
                  <td colSpan={columns.length} className="pt-2">
                    {over(row)}
                  </td>
                </tr>
              )}
              <tr className="align-baseline">
                {columns.map(({ title, cell, figures }) => (
                  <td
                    key={title}
                    className={`border-b border-line py-1 pr-4 ${figures ? "text-right whitespace-nowrap" : ""}`}
                  >
                    {cell(row)}
                  </td>
                ))}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

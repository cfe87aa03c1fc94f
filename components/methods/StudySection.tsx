import type { Study, StudyRow } from "@/lib/quality/studies/study";
import { DataTable, Prose } from "./prose";

/** One study of the paper: published figures beside this app's predictions of the same designs. */
export function StudySection({ study }: { readonly study: Study }) {
  const { setup, metric, method, rows, summary, unpredicted, source } = study;
  return (
    <>
      <Prose>
        <p>{setup}</p>
        <p>{method}</p>
      </Prose>
      <DataTable<StudyRow>
        caption={`${metric}. Published: ${source}`}
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          { title: "Design", cell: ({ label }) => label },
          { title: "Published", figures: true, cell: ({ published }) => short(published) },
          {
            title: "Predicted (90 %)",
            figures: true,
            cell: ({ predicted }) =>
              predicted === null
                ? "not predicted"
                : `${short(predicted.value)} (${short(predicted.lo)} to ${short(predicted.hi)})`,
          },
          {
            title: "Error",
            figures: true,
            cell: ({ error }) => (error === null ? "" : `${error < 0 ? "−" : "+"}${short(Math.abs(error))}`),
          },
          { title: "Remark", cell: ({ remark }) => remark ?? "" },
        ]}
      />
      {summary.length > 0 && (
        <DataTable
          caption="In sum"
          rows={summary}
          keyOf={({ label }) => label}
          columns={[
            { title: "Figure", cell: ({ label }) => label },
            { title: "Predicted", figures: true, cell: ({ predicted }) => short(predicted) },
            {
              title: "Published",
              figures: true,
              cell: ({ published }) => (published === null ? "not published" : short(published)),
            },
          ]}
        />
      )}
      <ul className="max-w-prose text-xs text-ink-muted">
        {unpredicted.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

/** Four significant digits, without an exponent. */
function short(value: number): string {
  return value.toLocaleString("en-US", { maximumSignificantDigits: 4 }).replace("-", "−");
}

import { ProblemList } from "@/components/ui/ProblemList";
import type { RoundTrip } from "@/lib/export/roundTrip";
import type { Difference } from "@/lib/export/semantics";

/** What reading the export back gives: the same design, with what the format has no place for. */
export function RoundTripNote({ trip }: { readonly trip: RoundTrip }) {
  if (trip.kind === "unreadable")
    return (
      <div data-testid="message" data-kind="error" className="rounded bg-danger-soft px-3 py-2 text-danger">
        <p>The files could not be read back.</p>
        <ProblemList problems={trip.problems} />
      </div>
    );
  if (trip.changed.length > 0)
    return (
      <div>
        <p className="mb-1 text-danger">Read back, these fields differ:</p>
        <DifferenceTable differences={trip.changed} />
      </div>
    );
  return (
    <p data-testid="export-roundtrip" className="text-ink-soft">
      Reads back to the same design.
      {trip.leftOut.length > 0 &&
        ` The format has no place for ${trip.leftOut.map(({ field }) => field).join(", ")}; design.json keeps it.`}
    </p>
  );
}

function DifferenceTable({ differences }: { readonly differences: readonly Difference[] }) {
  return (
    <table className="text-sm">
      <thead>
        <tr className="text-left text-ink-muted">
          <th className="pr-4 font-normal">Field</th>
          <th className="pr-4 font-normal">Design</th>
          <th className="font-normal">Read back</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, before, after }) => (
          <tr key={field}>
            <td className="pr-4 font-mono text-xs">{field}</td>
            <td className="pr-4">{before}</td>
            <td>{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

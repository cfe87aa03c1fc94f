import { Database, Trash2 } from "lucide-react";
import { type ChangeEvent, useId } from "react";
import { commands } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { useMenu } from "@/components/ui/useMenu";
import type { Subject } from "@/lib/pareto/marks";
import { pointSets, usePointSets } from "./pointSetSession";

/** Sets of points: brought from a file, saved to one, taken off the plot. */
export function PointSetMenu({ subjects }: { readonly subjects: readonly Subject[] }) {
  const sets = usePointSets((state) => state.sets);
  const inputId = useId();
  const menu = useMenu();
  const load = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = "";
    if (file === undefined) return;
    const read = await (await import("./pointSetFiles")).readPointSetFile(file);
    if (read.ok) pointSets.getState().put(read.value);
    else
      commands.notify({
        kind: "error",
        title: `${file.name} holds no points for the plot`,
        problems: read.problems,
      });
  };
  return (
    <details {...menu} className="relative">
      <summary className="flex h-6 cursor-pointer list-none items-center gap-1 rounded-[5px] px-2 text-ink-soft hover:bg-sunken hover:text-ink [&::-webkit-details-marker]:hidden">
        <Database size={13} aria-hidden />
        Sets{sets.length > 0 ? ` (${sets.length})` : ""}
      </summary>
      <div className="absolute right-0 z-30 mt-1 flex w-72 flex-col gap-2 rounded-md border border-line bg-raised p-3 shadow-float">
        {sets.map((set) => (
          <div key={set.id} className="flex items-center gap-1">
            <span className="min-w-0 flex-1 truncate" title={set.name}>
              <b className="font-semibold">{set.name}</b>{" "}
              <span className="text-ink-muted">
                {set.size.toLocaleString("en-US")} points, {set.basis}
              </span>
            </span>
            {(["csv", "json"] as const).map((format) => (
              <Button
                key={format}
                look="quiet"
                className="h-6 px-1.5 text-xs"
                onClick={() =>
                  void import("./pointSetFiles").then((files) => files.savePointSet(set, format))
                }
              >
                {format.toUpperCase()}
              </Button>
            ))}
            <Button
              look="quiet"
              className="size-6"
              aria-label={`Take ${set.name} off the plot`}
              icon={<Trash2 size={13} />}
              onClick={() => pointSets.getState().remove(set.id)}
            />
          </div>
        ))}
        <label
          htmlFor={inputId}
          className="cursor-pointer rounded-[5px] border border-line px-2 py-1 text-center hover:border-line-strong has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          Load points from CSV or JSON
          <input
            id={inputId}
            type="file"
            accept=".csv,.json,text/csv,application/json"
            className="sr-only"
            onChange={(event) => void load(event)}
          />
        </label>
        <Button
          onClick={() => void import("./pointSetFiles").then((files) => files.saveEverything(subjects, sets))}
        >
          Save everything as JSON
        </Button>
        <p className="text-ink-muted">
          One point a row; columns named as metrics: id, latencyMs, tokensPerSecond, memoryBytes, params, cr6,
          average … A column basis says predicted, measured (when absent) or published.
        </p>
      </div>
    </details>
  );
}

import { Archive } from "lucide-react";
import { useState } from "react";
import { useLibrary } from "@/components/shell/librarySession";
import { commands } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { downloadFile } from "@/components/ui/downloadFile";
import type { Design } from "@/lib/design/design";
import { zipFiles } from "@/lib/export/archive";
import type { RecipeWishes } from "@/lib/export/recipe";
import { makeShortlist } from "@/lib/export/shortlist";
import type { Target } from "@/lib/export/target";

interface ShortlistExportProps {
  readonly design: Design;
  readonly target: Target;
  readonly wishes: RecipeWishes;
}

/** Several designs of the library in one archive, with a manifest whose loss column is filled in after training. */
export function ShortlistExport({ design, target, wishes }: ShortlistExportProps) {
  const entries = useLibrary((state) => state.entries);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const designs = [
    design,
    ...entries
      .filter(({ id }) => picked.has(id))
      .map(({ saved, name }) => ({ ...saved.document.design, name })),
  ];
  const toggle = (id: string) =>
    setPicked((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const download = () => {
    const { files, refused } = makeShortlist(target, designs, { wishes });
    downloadFile(`shortlist-${target.id}.zip`, zipFiles(`shortlist-${target.id}`, files), "application/zip");
    if (refused.length > 0)
      commands.notify({
        kind: "warning",
        title: `${target.name} takes ${designs.length - refused.length} of ${designs.length} designs`,
        problems: refused.map(({ design: { name }, reasons }) => ({
          field: name,
          message: reasons[0]?.message ?? "",
        })),
      });
  };
  return (
    <details>
      <summary className="cursor-pointer text-ink-soft">Shortlist: several designs at once</summary>
      <div className="mt-1.5 flex flex-col gap-1.5">
        <p className="text-ink-muted">
          One folder a design and manifest.csv. Fill in its loss column after training; the Quality tab reads
          it back as your own results.
        </p>
        {entries.length === 0 && (
          <p className="text-ink-muted">The library is empty: only this design goes in.</p>
        )}
        <ul className="flex max-h-32 flex-col overflow-auto">
          {entries.map(({ id, name }) => (
            <li key={id}>
              <label className="flex items-center gap-2">
                <input
                  type="checkbox"
                  className="accent-(--accent)"
                  checked={picked.has(id)}
                  onChange={() => toggle(id)}
                />
                <span className="truncate">{name}</span>
              </label>
            </li>
          ))}
        </ul>
        <Button
          className="self-start"
          icon={<Archive size={14} aria-hidden />}
          data-testid="export-shortlist"
          onClick={download}
        >
          {`Download ${designs.length} ${designs.length === 1 ? "design" : "designs"} for ${target.name}`}
        </Button>
      </div>
    </details>
  );
}

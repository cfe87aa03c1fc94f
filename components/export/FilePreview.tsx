import { Copy } from "lucide-react";
import { useState } from "react";
import { commands } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import type { ExportFile } from "@/lib/export/target";

/** The files of an export, one shown at a time. */
export function FilePreview({ files }: { readonly files: readonly ExportFile[] }) {
  const [path, setPath] = useState("config.json");
  const shown = files.find((file) => file.path === path) ?? files[0];
  if (shown === undefined) return null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(shown.text);
      commands.notify({ kind: "notice", title: `Copied ${shown.path}` });
    } catch {
      commands.notify({
        kind: "error",
        title: "The browser does not allow copying here",
        problems: [{ field: "", message: "Select the text of the file instead, or download the bundle." }],
      });
    }
  };
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-1">
        {files.map((file) => (
          <button
            key={file.path}
            type="button"
            aria-pressed={file === shown}
            className="h-6 rounded-[5px] px-2 font-mono text-xs text-ink-soft hover:bg-sunken aria-pressed:bg-sunken aria-pressed:text-ink"
            onClick={() => setPath(file.path)}
          >
            {file.path}
          </button>
        ))}
        <Button look="quiet" tip={`Copy ${shown.path}`} icon={<Copy size={13} />} onClick={copy} />
      </div>
      {/* A text field scrolls and selects by keyboard alone, which a block of text does not. */}
      <textarea
        readOnly
        aria-label={shown.path}
        data-testid="export-preview"
        spellCheck={false}
        wrap="off"
        rows={14}
        className="w-full resize-y rounded-[5px] border border-line bg-sunken p-2 font-mono text-xs"
        value={shown.text}
      />
    </div>
  );
}

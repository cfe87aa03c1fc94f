import { Check, Copy, Download } from "lucide-react";
import { type RefObject, useState } from "react";
import { Button } from "@/components/ui/Button";
import { useMenu } from "@/components/ui/useMenu";
import type { FigureFormat } from "./exportFigure";
import type { FigureTable } from "./figureTable";

interface FigureMenuProps {
  /** The drawing; null for a table, which has no picture. */
  readonly svg: RefObject<SVGSVGElement | null> | null;
  readonly title: string;
  readonly source: string;
  readonly table: FigureTable;
  /** Which way the choice of formats unfolds. */
  readonly upwards?: boolean;
  /** Draws what lies under the vector layers, in the light theme: the candidates of the frontier plot. */
  readonly underlay?: (host: Element, ratio: number) => HTMLCanvasElement | null;
}

const formats: readonly { readonly id: FigureFormat; readonly label: string; readonly image?: true }[] = [
  { id: "svg", label: "SVG", image: true },
  { id: "png", label: "PNG", image: true },
  { id: "csv", label: "CSV" },
  { id: "json", label: "JSON" },
];

/** Saves a figure as an image or its figures as a table, or puts a paper-ready image on the clipboard. */
export function FigureMenu({ svg, title, source, table, upwards = false, underlay }: FigureMenuProps) {
  const [said, setSaid] = useState<"copied" | "refused" | null>(null);
  const menu = useMenu();
  const figure = () => ({ svg: svg?.current ?? null, title, source, table, underlay });
  const save = async (format: FigureFormat) => (await import("./exportFigure")).saveFigure(figure(), format);
  const copy = async () => {
    const done = await (await import("./exportFigure")).copyFigure(figure());
    setSaid(done ? "copied" : "refused");
    setTimeout(() => setSaid(null), 2000);
  };
  return (
    <div className="flex shrink-0 items-center gap-1">
      <details {...menu} className="relative">
        <summary
          aria-label={`Save the ${svg === null ? "table" : "figure"}: ${title}`}
          className="flex size-6 cursor-pointer list-none items-center justify-center rounded-[5px] text-ink-muted hover:bg-sunken hover:text-ink [&::-webkit-details-marker]:hidden"
        >
          <Download size={13} aria-hidden />
        </summary>
        <div
          className={`absolute right-0 z-30 flex flex-col ${upwards ? "bottom-full" : ""} rounded-md border border-line bg-raised p-1 shadow-float`}
        >
          {formats
            .filter(({ image }) => image === undefined || svg !== null)
            .map(({ id, label }) => (
              <button
                key={id}
                type="button"
                className="rounded-[4px] px-3 py-1 text-left text-xs hover:bg-sunken"
                onClick={(event) => {
                  event.currentTarget.closest("details")?.removeAttribute("open");
                  void save(id);
                }}
              >
                {label}
              </button>
            ))}
        </div>
      </details>
      {svg !== null && (
        <Button
          look="quiet"
          className="size-6"
          tip={
            said === null
              ? "Copy the figure as an image"
              : said === "copied"
                ? "Copied"
                : "The clipboard refused it"
          }
          tipSide="end"
          aria-label={`Copy the figure: ${title}`}
          icon={said === "copied" ? <Check size={13} /> : <Copy size={13} />}
          onClick={() => void copy()}
        />
      )}
    </div>
  );
}

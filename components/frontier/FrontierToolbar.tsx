import { BoxSelect, Hand, Lasso } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/Button";
import type { PublishedAs, ViewChoices } from "@/lib/store/viewChoices";
import { LimitChips } from "./LimitChips";
import type { Tool } from "./useZoom";

interface FrontierToolbarProps {
  readonly view: ViewChoices;
  readonly tool: Tool;
  readonly onTool: (tool: Tool) => void;
  readonly onView: (view: Partial<ViewChoices>) => void;
}

const bases: readonly { readonly id: PublishedAs; readonly label: string }[] = [
  { id: "published", label: "published" },
  { id: "predicted", label: "predicted" },
  { id: "both", label: "both" },
];

const tools: readonly { readonly id: Tool; readonly label: string; readonly icon: ReactNode }[] = [
  { id: "pan", label: "Drag to pan", icon: <Hand size={14} /> },
  { id: "box", label: "Drag a box to select", icon: <BoxSelect size={14} /> },
  { id: "lasso", label: "Draw a lasso to select", icon: <Lasso size={14} /> },
];

/** The published comparison of the paper's main table, as a view. */
export const paperView = {
  frontierX: "latencyMs",
  frontierY: "average",
  frontierXScale: "log",
  frontierYScale: "linear",
  publishedAs: "published",
  showDominated: true,
  constraints: {},
} as const;

/** Choices of what is drawn: how published models appear, dominated ones or not, and what dragging does. */
export function FrontierToolbar({ view, tool, onTool, onView }: FrontierToolbarProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5 text-xs">
      <h2 className="panel-title">Frontier</h2>
      <LimitChips constraints={view.constraints} onConstraints={(constraints) => onView({ constraints })} />
      <span className="mr-auto" />
      <Button
        look="quiet"
        className="h-6 px-2 text-xs"
        tip="The paper's comparison: average of 16 tasks against latency, as published"
        onClick={() => onView(paperView)}
      >
        Table 6
      </Button>
      <fieldset className="flex items-center rounded-[5px] border border-line p-px">
        <legend className="sr-only">Published models as</legend>
        {bases.map(({ id, label }) => (
          <label
            key={id}
            className="cursor-pointer rounded-[4px] px-1.5 py-0.5 text-ink-soft has-checked:bg-sunken has-checked:font-semibold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="published-as"
              value={id}
              checked={view.publishedAs === id}
              onChange={() => onView({ publishedAs: id })}
              className="sr-only"
            />
            {label}
          </label>
        ))}
      </fieldset>
      <label className="flex cursor-pointer items-center gap-1 text-ink-soft">
        <input
          type="checkbox"
          checked={view.showDominated}
          onChange={(event) => onView({ showDominated: event.target.checked })}
          className="accent-(--accent)"
        />
        dominated
      </label>
      <div role="toolbar" aria-label="What dragging does" className="flex">
        {tools.map(({ id, label, icon }) => (
          <Button
            key={id}
            look="quiet"
            tip={label}
            tipSide="end"
            icon={icon}
            aria-pressed={tool === id}
            className={tool === id ? "bg-sunken text-ink" : undefined}
            onClick={() => onTool(id)}
          />
        ))}
      </div>
    </div>
  );
}

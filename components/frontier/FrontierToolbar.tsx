import { BoxSelect, Hand, Lasso, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/Button";
import type { Subject } from "@/lib/pareto/marks";
import type { PublishedAs, ViewChoices } from "@/lib/store/viewChoices";
import { LimitChips } from "./LimitChips";
import { paperView } from "./PaperChoices";
import { PointSetMenu } from "./PointSetMenu";
import { Segments } from "./Segments";
import type { Tool } from "./useZoom";

/** The three views of the same points. */
export type FrontierMode = "plot" | "table" | "parallel";

interface FrontierToolbarProps {
  readonly view: ViewChoices;
  readonly tool: Tool;
  readonly mode: FrontierMode;
  /** Whether lines of constant parameters are drawn. */
  readonly iso: boolean;
  readonly subjects: readonly Subject[];
  /** How many points are selected. */
  readonly selectedCount: number;
  readonly onClearSelection: () => void;
  readonly onTool: (tool: Tool) => void;
  readonly onIso: (iso: boolean) => void;
  readonly onMode: (mode: FrontierMode) => void;
  readonly onView: (view: Partial<ViewChoices>) => void;
}

const bases: readonly PublishedAs[] = ["published", "predicted", "both"];
const modes: readonly FrontierMode[] = ["plot", "table", "parallel"];

const tools: readonly { readonly id: Tool; readonly label: string; readonly icon: ReactNode }[] = [
  { id: "pan", label: "Drag to pan", icon: <Hand size={14} /> },
  { id: "box", label: "Drag a box to select", icon: <BoxSelect size={14} /> },
  { id: "lasso", label: "Draw a lasso to select", icon: <Lasso size={14} /> },
];

/** Choices of what is drawn: which view, how published models appear, dominated ones or not, what dragging does. */
export function FrontierToolbar({
  view,
  tool,
  mode,
  iso,
  subjects,
  selectedCount,
  onClearSelection,
  onTool,
  onIso,
  onMode,
  onView,
}: FrontierToolbarProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5 text-xs">
      <h2 className="panel-title">Frontier</h2>
      <Segments legend="View" name="frontier-mode" choices={modes} chosen={mode} onChoose={onMode} />
      <LimitChips constraints={view.constraints} onConstraints={(constraints) => onView({ constraints })} />
      {selectedCount > 0 && (
        <button
          type="button"
          data-testid="clear-selection"
          className="tabular flex items-center gap-1 rounded-[4px] bg-accent-soft px-1.5 py-0.5 text-ink hover:opacity-80"
          onClick={onClearSelection}
        >
          {selectedCount.toLocaleString("en-US")} selected, clear
          <X size={11} aria-hidden />
        </button>
      )}
      <span className="mr-auto" />
      <Button
        look="quiet"
        className="h-6 px-2 text-xs"
        tip="The paper's comparison: average of 16 tasks against latency, as published"
        onClick={() => {
          onView(paperView);
          onMode("plot");
        }}
      >
        Table 6
      </Button>
      <PointSetMenu subjects={subjects} />
      {mode === "plot" && (
        <>
          <Segments
            legend="Published models as"
            name="published-as"
            choices={bases}
            chosen={view.publishedAs}
            onChoose={(publishedAs) => onView({ publishedAs })}
          />
          <Check
            label="dominated"
            tip="Show models that another beats on both axes"
            checked={view.showDominated}
            onCheck={(showDominated) => onView({ showDominated })}
          />
          <Check
            label="same size"
            tip="Lines of constant parameters: the design in hand at other depths, and at half and twice its size"
            checked={iso}
            onCheck={onIso}
          />
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
        </>
      )}
    </div>
  );
}

interface CheckProps {
  readonly label: string;
  readonly tip: string;
  readonly checked: boolean;
  readonly onCheck: (checked: boolean) => void;
}

function Check({ label, tip, checked, onCheck }: CheckProps) {
  return (
    <label title={tip} className="flex cursor-pointer items-center gap-1 text-ink-soft">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onCheck(event.target.checked)}
        className="accent-(--accent)"
      />
      {label}
    </label>
  );
}

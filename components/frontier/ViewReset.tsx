import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Maximize2 } from "lucide-react";
import { isPlaced, type Mark } from "@/lib/pareto/marks";
import { beyondFrame, type PlotFrame } from "@/lib/pareto/scene/frame";

interface ViewResetProps {
  readonly frame: PlotFrame;
  readonly marks: readonly Mark[];
  readonly zoomed: boolean;
  readonly onReset: () => void;
}

const arrows = { left: ArrowLeft, right: ArrowRight, up: ArrowUp, down: ArrowDown };
const chip =
  "absolute z-10 flex max-w-44 items-center gap-1 rounded-[4px] border border-line bg-raised px-1.5 py-0.5 text-xs hover:border-line-strong";

/** The ways back from a zoom: a chip, and at the edge an arrow towards the design in hand when it is out of view. */
export function ViewReset({ frame, marks, zoomed, onReset }: ViewResetProps) {
  if (!zoomed) return null;
  const { inner, x, y } = frame;
  const own = marks.filter(isPlaced).find(({ subject }) => subject.series === "own");
  const at = own === undefined ? null : { x: x.scale.at(own.x.value), y: y.scale.at(own.y.value) };
  const side = at === null ? null : beyondFrame(at, frame);
  const Arrow = side === null ? null : arrows[side];
  return (
    <>
      <button
        type="button"
        data-testid="whole-plot"
        className={`${chip} text-ink-soft`}
        style={{ right: 72, top: 6 }}
        onClick={onReset}
      >
        <Maximize2 size={11} aria-hidden />
        Whole plot
      </button>
      {at !== null && side !== null && Arrow !== null && own !== undefined && (
        <button
          type="button"
          data-testid="own-out-of-view"
          title="Show the whole plot"
          className={`${chip} text-accent`}
          style={{
            left: side === "right" ? undefined : edge(at.x, inner.x, inner.width - 120),
            right: side === "right" ? frame.width - inner.x - inner.width : undefined,
            top: edge(at.y, inner.y, inner.height - 24),
          }}
          onClick={onReset}
        >
          <Arrow size={12} aria-hidden className="shrink-0" />
          <span className="truncate">{own.subject.name}</span>
        </button>
      )}
    </>
  );
}

/** The place along an edge of the drawing area nearest to where the mark would be. */
function edge(at: number, from: number, room: number): number {
  return Math.min(from + Math.max(0, room), Math.max(from, at));
}

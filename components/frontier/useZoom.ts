import { select } from "d3-selection";
import { type D3ZoomEvent, type ZoomBehavior, zoom, zoomIdentity } from "d3-zoom";
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type View, wholeView } from "@/lib/pareto/scene/frame";
import { type Motion, useOwnLiveView } from "./liveView";

const largestZoom = 200;

/** What a press on the empty plot does: move the view, or draw a region that selects. */
export type Tool = "pan" | "box" | "lasso";

interface Zoom {
  /** The view between gestures: it stays while one is under way, and takes over where that one rests. */
  readonly view: View;
  /** The gesture, for what is to move with it. */
  readonly motion: Motion;
  readonly reset: () => void;
  readonly zoomBy: (factor: number) => void;
}

/**
 * Wheel, pinch and drag on an element as a pan and zoom of the plot; a double click goes back to the whole. Dragging is left
 * to the region tools when one is chosen, and one finger scrolls the page while nothing is zoomed in.
 */
export function useZoom(target: RefObject<HTMLDivElement | null>, tool: Tool): Zoom {
  const [view, setView] = useState<View>(wholeView);
  const live = useOwnLiveView();
  const behaviour = useRef<ZoomBehavior<HTMLDivElement, unknown> | null>(null);
  const toolNow = useRef(tool);
  toolNow.current = tool;

  useEffect(() => {
    const element = target.current;
    if (element === null) return;
    const zooming = zoom<HTMLDivElement, unknown>()
      .scaleExtent([1, largestZoom])
      .filter((event: Event) => wantsZoom(event, toolNow.current, live.now()))
      .on("zoom", ({ transform: { k, x, y } }: D3ZoomEvent<HTMLDivElement, unknown>) =>
        live.move({ k, x, y }),
      )
      .on("end", () => {
        live.rest();
        setView(live.now());
      });
    behaviour.current = zooming;
    const selection = select(element);
    const toWhole = () => zooming.transform(selection, zoomIdentity);
    selection.call(zooming).on("dblclick.zoom", toWhole);
    const keepInside = new ResizeObserver(() => {
      zooming.translateExtent([
        [0, 0],
        [element.clientWidth, element.clientHeight],
      ]);
    });
    keepInside.observe(element);
    return () => {
      keepInside.disconnect();
      selection.on(".zoom", null);
    };
  }, [target, live]);

  const reset = useCallback(() => {
    if (target.current !== null && behaviour.current !== null)
      behaviour.current.transform(select(target.current), zoomIdentity);
  }, [target]);
  const zoomBy = useCallback(
    (factor: number) => {
      if (target.current !== null && behaviour.current !== null)
        behaviour.current.scaleBy(select(target.current), factor);
    },
    [target],
  );
  const motion = useMemo(() => ({ live, from: view }), [live, view]);
  return { view, motion, reset, zoomBy };
}

function wantsZoom(event: Event, tool: Tool, { k }: View): boolean {
  if (event.type === "wheel") return true;
  if (event instanceof MouseEvent && (event.button !== 0 || event.shiftKey || event.ctrlKey)) return false;
  if (event.target instanceof Element && event.target.closest("input, select, label") !== null) return false;
  if (event.type.startsWith("touch")) return (event as TouchEvent).touches.length > 1 || k > 1;
  return tool === "pan";
}

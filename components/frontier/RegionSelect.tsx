import { type RefObject, useEffect, useRef, useState } from "react";
import { boxBetween, type Region, type Vertex } from "@/lib/plot/region";
import { linePath } from "@/lib/plot/stepPath";
import type { Tool } from "./useZoom";

interface RegionSelectProps {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly tool: Tool;
  readonly onRegion: (region: Region, add: boolean) => void;
}

/** Pixels that the pointer goes before a press becomes a region: until then it may be a click on what it met. */
const leastWay = 4;

/** Controls over the plot that a region does not begin on. The buttons of marks are no such: a region may begin on a mark. */
const controls = "select, input, label, summary, button:not([data-id])";

/**
 * Draws a box or a lasso under the pointer and hands it over when it is let go. Shift adds to the selection, and draws a
 * box where panning is what a drag does.
 */
export function RegionSelect({ host, tool, onRegion }: RegionSelectProps) {
  const [region, setRegion] = useState<Region | null>(null);
  const now = useRef({ tool, onRegion });
  now.current = { tool, onRegion };

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    let press: { readonly shape: Region["kind"]; readonly path: Vertex[]; drawing: boolean } | null = null;
    const at = (event: PointerEvent): Vertex => {
      const box = element.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    const drawn = (): Region | null => {
      if (press === null || !press.drawing) return null;
      const { shape, path } = press;
      return shape === "box"
        ? { kind: "box", box: boxBetween(path[0]!, path.at(-1)!) }
        : { kind: "lasso", outline: [...path] };
    };
    const down = (event: PointerEvent) => {
      const onControl = event.target instanceof Element && event.target.closest(controls) !== null;
      const { tool } = now.current;
      const shape = tool === "pan" ? (event.shiftKey ? "box" : null) : tool;
      if (!onControl && event.button === 0 && shape !== null)
        press = { shape, path: [at(event)], drawing: false };
    };
    const move = (event: PointerEvent) => {
      if (press === null) return;
      const [x, y] = at(event);
      const [fromX, fromY] = press.path[0]!;
      press.path.push([x, y]);
      if (!press.drawing && Math.hypot(x - fromX, y - fromY) >= leastWay) {
        press.drawing = true;
        element.setPointerCapture(event.pointerId);
      }
      setRegion(drawn());
    };
    const end = () => {
      press = null;
      setRegion(null);
    };
    const up = (event: PointerEvent) => {
      const finished = drawn();
      end();
      if (finished === null) return;
      swallowClick(element);
      now.current.onRegion(finished, event.shiftKey);
    };
    element.addEventListener("pointerdown", down);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", up);
    element.addEventListener("pointercancel", end);
    return () => {
      element.removeEventListener("pointerdown", down);
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", up);
      element.removeEventListener("pointercancel", end);
    };
  }, [host]);

  if (region === null) return null;
  const look = { fill: "var(--accent)", fillOpacity: 0.08, stroke: "var(--accent)", strokeDasharray: "4 3" };
  return (
    <svg aria-hidden className="pointer-events-none absolute inset-0 size-full">
      {region.kind === "box" ? (
        <rect {...region.box} {...look} />
      ) : (
        <path d={`${linePath(region.outline.map(([x, y]) => ({ x, y })))}Z`} {...look} />
      )}
    </svg>
  );
}

/** Takes the click that follows a drag: it would pick whatever the drag happens to end on. */
function swallowClick(element: HTMLElement): void {
  const take = (event: MouseEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  element.addEventListener("click", take, { capture: true, once: true });
  // Not every browser sends a click after a drag; then the next click is meant.
  setTimeout(() => element.removeEventListener("click", take, { capture: true }), 0);
}

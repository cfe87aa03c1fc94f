import { type RefObject, useEffect, useRef, useState } from "react";
import { boxBetween, extentOf, type Region, type Vertex } from "@/lib/plot/region";
import { linePath } from "@/lib/plot/stepPath";
import type { Tool } from "./useZoom";

interface RegionSelectProps {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly tool: Tool;
  readonly onRegion: (region: Region, add: boolean) => void;
}

/** Least extent, in pixels, that makes a region of a press; less is a click of an unsteady hand. */
const leastExtent = 4;

/** Draws a box or a lasso under the pointer and hands it over when it is let go. Shift and drag draws a box with any tool. */
export function RegionSelect({ host, tool, onRegion }: RegionSelectProps) {
  const [region, setRegion] = useState<Region | null>(null);
  const now = useRef({ tool, onRegion });
  now.current = { tool, onRegion };

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    let path: Vertex[] | null = null;
    let shape: "box" | "lasso" = "box";
    const at = (event: PointerEvent): Vertex => {
      const box = element.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    const drawn = (): Region | null => {
      const [first, last] = [path?.[0], path?.at(-1)];
      if (path === null || first === undefined || last === undefined) return null;
      return shape === "box"
        ? { kind: "box", box: boxBetween(first, last) }
        : { kind: "lasso", outline: path };
    };
    const down = (event: PointerEvent) => {
      const onControl =
        event.target instanceof Element && event.target.closest("button, select, input, label");
      const chosen = event.shiftKey ? "box" : now.current.tool;
      if (onControl || event.button !== 0 || chosen === "pan") return;
      shape = chosen;
      path = [at(event)];
      element.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent) => {
      if (path === null) return;
      path = [...path, at(event)];
      setRegion(drawn());
    };
    const up = (event: PointerEvent) => {
      const finished = drawn();
      path = null;
      setRegion(null);
      if (finished !== null && extentOf(finished) >= leastExtent)
        now.current.onRegion(finished, event.shiftKey);
    };
    const cancel = () => {
      path = null;
      setRegion(null);
    };
    element.addEventListener("pointerdown", down);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", up);
    element.addEventListener("pointercancel", cancel);
    return () => {
      element.removeEventListener("pointerdown", down);
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", up);
      element.removeEventListener("pointercancel", cancel);
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

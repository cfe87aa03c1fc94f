import { type DragEvent, useRef, useState } from "react";
import { type Carried, laneCarry, pickUp, putDown } from "./laneCarry";

/**
 * Drag and drop by pointer on the browser's own events, which also serve a long press on touch screens and scroll at
 * the edges. Keyboard, taps and screen readers carry by insertion points instead: see `laneKeys.ts`. A kit for this was
 * tried and left: it ships its words in thirty languages with the first load, and takes a click at the exact centre of an
 * element for a screen reader's, which breaks pages driven by script.
 */

/** Props that make an element draggable. `carry` is asked when a drag starts; `text` is what other programs receive. */
export function draggable(carry: () => Carried, text: () => string, allowed: "copy" | "copyMove") {
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = allowed;
      event.dataTransfer.setData("text/plain", text());
      pickUp(carry(), "drag");
    },
    onDragEnd: putDown,
  };
}

/** True where a drag would copy: what comes from the palette, and layers while Ctrl (on a Mac, Option) is held. */
function copies(event: DragEvent): boolean {
  return laneCarry.getState().carried?.kind === "operator" || event.ctrlKey || event.altKey;
}

/** Props of an element that takes drops of the lane's own drags, and whether one is over it. */
export function useDropTarget(onDrop: (carried: Carried, copy: boolean) => void) {
  const [over, setOver] = useState(false);
  // Entering a child comes before leaving its parent, so that a count tells whether the pointer is inside.
  const depth = useRef(0);
  const accepts = () => laneCarry.getState().mode === "drag";
  const dropProps = {
    onDragEnter: (event: DragEvent) => {
      if (!accepts()) return;
      event.preventDefault();
      depth.current += 1;
      setOver(true);
    },
    onDragOver: (event: DragEvent) => {
      if (!accepts()) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = copies(event) ? "copy" : "move";
    },
    onDragLeave: () => {
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      const { carried } = laneCarry.getState();
      const copy = copies(event);
      putDown();
      if (carried !== null) onDrop(carried, copy);
    },
  };
  return { over, dropProps };
}

"use client";

import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { drawerShare, heldDrawerShare, keepDrawerShare } from "./drawerHeight";

interface DrawerEdgeProps {
  /** The most the panel takes of the window's height, in percent. */
  readonly share: number;
  readonly onShare: (percent: number) => void;
}

const step = 4;

/** The upper edge of the open drawer: dragged, or moved by the arrow keys, it sets how high the panel may become. */
export function DrawerEdge({ share, onShare }: DrawerEdgeProps) {
  /** How far below the pointer the panel begins while a drag is under way, in pixels; null outside one. */
  const offset = useRef<number | null>(null);
  const moveTo = (percent: number) => {
    const held = heldDrawerShare(percent);
    onShare(held);
    keepDrawerShare(held);
  };
  const begin = (event: PointerEvent<HTMLHRElement>) => {
    const panel = document.getElementById("drawer-panel");
    if (panel === null || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    offset.current = panel.getBoundingClientRect().top - event.clientY;
  };
  const move = (event: PointerEvent) => {
    if (offset.current === null) return;
    moveTo((100 * (window.innerHeight - event.clientY - offset.current)) / window.innerHeight);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = {
      ArrowUp: share + step,
      ArrowDown: share - step,
      Home: drawerShare.least,
      End: drawerShare.most,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    moveTo(next);
  };
  return (
    <hr
      aria-orientation="horizontal"
      aria-label="Height of the drawer"
      aria-controls="drawer-panel"
      aria-valuenow={share}
      aria-valuemin={drawerShare.least}
      aria-valuemax={drawerShare.most}
      aria-valuetext={`at most ${share} % of the window`}
      tabIndex={0}
      title="Drag to change the drawer's height"
      className="absolute inset-x-0 -top-1 z-10 h-2 cursor-row-resize touch-none border-0 hover:bg-line focus-visible:bg-accent-soft"
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={() => {
        offset.current = null;
      }}
      onLostPointerCapture={() => {
        offset.current = null;
      }}
      onKeyDown={onKeyDown}
    />
  );
}

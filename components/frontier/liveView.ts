import { useLayoutEffect, useState, useSyncExternalStore } from "react";
import {
  betweenViews,
  type PlotFrame,
  type PlotLayout,
  plotFrame,
  type View,
  wholeView,
} from "@/lib/pareto/scene/frame";

/**
 * The pan and zoom of a gesture under way, told to what moves with it at most once a frame. The plot itself renders again
 * only when the gesture rests: composing and placing everything anew is what a frame has no time for.
 */
export interface LiveView {
  readonly now: () => View;
  /** Calls back when the view moved. Returns the function that stops it. */
  readonly follow: (moved: () => void) => () => void;
  /** Takes a step of a gesture. */
  readonly move: (view: View) => void;
  /** Tells the last step at once. */
  readonly rest: () => void;
}

export function createLiveView(): LiveView {
  let view = wholeView;
  let frame: number | null = null;
  const followers = new Set<() => void>();
  const tell = () => {
    frame = null;
    for (const moved of followers) moved();
  };
  return {
    now: () => view,
    follow: (moved) => {
      followers.add(moved);
      return () => followers.delete(moved);
    },
    move: (next) => {
      view = next;
      frame ??= requestAnimationFrame(tell);
    },
    rest: () => {
      if (frame === null) return;
      cancelAnimationFrame(frame);
      tell();
    },
  };
}

/** A live view of a component's own. */
export function useOwnLiveView(): LiveView {
  return useState(createLiveView)[0];
}

/** The view as it moves; the component renders again at every frame of a gesture, so it had better be small. */
export function useLiveView(live: LiveView): View {
  return useSyncExternalStore(live.follow, live.now, () => wholeView);
}

/** A gesture, and the view under which the drawing was composed that it moves. */
export interface Motion {
  readonly live: LiveView;
  readonly from: View;
}

/** Moves drawn elements directly: `place` hears how pixels as composed move to where they are seen now. */
export function useMotion({ live, from }: Motion, place: (step: View) => void): void {
  useLayoutEffect(() => {
    const follow = () => place(betweenViews(from, live.now()));
    follow();
    return live.follow(follow);
  });
}

const laidOut = new WeakMap<View, { readonly layout: PlotLayout; readonly frame: PlotFrame }>();

/** The axes of a plot under a view: laid out once a frame for all that follow a gesture. */
export function frameUnder(layout: PlotLayout, view: View): PlotFrame {
  const known = laidOut.get(view);
  if (known?.layout === layout) return known.frame;
  const frame = plotFrame(layout, view);
  laidOut.set(view, { layout, frame });
  return frame;
}

/** The axes as a gesture moves them. */
export function useLiveFrame(layout: PlotLayout, live: LiveView): PlotFrame {
  return frameUnder(layout, useLiveView(live));
}

/** Something of the axes, as text or number; the component renders again only when that changes. */
export function useOfLiveFrame<T extends string | number>(
  layout: PlotLayout,
  live: LiveView,
  read: (frame: PlotFrame) => T,
): T {
  return useSyncExternalStore(
    live.follow,
    () => read(frameUnder(layout, live.now())),
    () => read(frameUnder(layout, wholeView)),
  );
}

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { type Candidate, type Cloud, candidateAt, candidateId } from "@/lib/pareto/scene/cloud";
import { gridOfCloud } from "@/lib/pareto/scene/cloudGrid";
import { type NearestPoint, nearestPoint } from "@/lib/plot/nearestPoint";
import type { CandidateTipHandle } from "./CandidateTip";
import type { LiveView } from "./liveView";

interface CandidateHoverProps {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly cloud: Cloud;
  readonly live: LiveView;
  /** The card that shows what is found. */
  readonly tip: RefObject<CandidateTipHandle | null>;
  readonly onPick: (id: string, add: boolean) => void;
}

/** Pixels around the pointer within which a candidate answers. */
const reach = 14;

interface Found {
  readonly candidate: Candidate;
  readonly x: number;
  readonly y: number;
}

/** Shows the candidate nearest to the pointer, and picks it on a click. */
export function CandidateHover({ host, cloud, live, tip, onPick }: CandidateHoverProps) {
  const index = useRef<{ readonly cloud: Cloud; readonly nearest: NearestPoint } | null>(null);
  // Where the plot lies on the screen. Asking at every move would force a layout; it is asked again once it may have moved.
  const corner = useRef<{ readonly left: number; readonly top: number } | null>(null);
  const now = useRef({ cloud, onPick });
  now.current = { cloud, onPick };

  // What was pointed at may be gone, or elsewhere, once the candidates or the view change.
  useLayoutEffect(() => {
    const hide = () => tip.current?.hide();
    if (index.current?.cloud !== cloud) hide();
    return live.follow(hide);
  }, [live, cloud, tip]);

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const forget = () => {
      corner.current = null;
    };
    const at = (event: PointerEvent | MouseEvent): Found | null => {
      const { cloud: shown } = now.current;
      if (shown.size === 0 || overControl(event)) return null;
      if (index.current?.cloud !== shown)
        index.current = { cloud: shown, nearest: nearestPoint(shown.xs, shown.ys, gridOfCloud(shown)) };
      const view = live.now();
      corner.current ??= element.getBoundingClientRect();
      const x = (event.clientX - corner.current.left - view.x) / view.k;
      const y = (event.clientY - corner.current.top - view.y) / view.k;
      const place = index.current.nearest.find(x, y, reach / view.k);
      const candidate = place === null ? null : candidateAt(shown, place);
      if (place === null || candidate === null) return null;
      return { candidate, x: shown.xs[place]! * view.k + view.x, y: shown.ys[place]! * view.k + view.y };
    };
    const move = (event: PointerEvent) => {
      const found = event.buttons === 0 ? at(event) : null;
      if (found === null) tip.current?.hide();
      else tip.current?.show(found.candidate, found);
    };
    const leave = () => tip.current?.hide();
    const click = (event: MouseEvent) => {
      const found = event.defaultPrevented ? null : at(event);
      if (found !== null) now.current.onPick(candidateId(found.candidate), event.shiftKey || event.metaKey);
    };
    element.addEventListener("pointerenter", forget);
    window.addEventListener("scroll", forget, { capture: true, passive: true });
    window.addEventListener("resize", forget);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerleave", leave);
    element.addEventListener("click", click);
    return () => {
      element.removeEventListener("pointerenter", forget);
      window.removeEventListener("scroll", forget, { capture: true });
      window.removeEventListener("resize", forget);
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerleave", leave);
      element.removeEventListener("click", click);
    };
  }, [host, live, tip]);

  return null;
}

function overControl(event: Event): boolean {
  return event.target instanceof Element && event.target.closest("button, select, input, label") !== null;
}

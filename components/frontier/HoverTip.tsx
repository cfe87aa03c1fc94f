import { useRef } from "react";
import { useWorkbench } from "@/components/shell/session";
import type { FrontierScene } from "@/lib/pareto/scene/scene";
import { type Motion, useMotion } from "./liveView";
import { MarkCard } from "./MarkCard";
import { PlotTip } from "./PlotTip";

interface HoverTipProps {
  readonly scene: FrontierScene;
  readonly motion: Motion;
}

/** The card of the mark that the pointer or the focus rests on, in this view or another. */
export function HoverTip({ scene, motion }: HoverTipProps) {
  const tip = useRef<HTMLDivElement>(null);
  const hovered = useWorkbench((state) => (state.hover?.kind === "point" ? state.hover.id : null));
  const pointed = scene.marks.find(({ mark }) => mark.id === hovered);
  // The card stays where it was, hidden, so that the next mark only changes its words.
  const last = useRef(pointed);
  if (pointed !== undefined) last.current = pointed;
  const shown = last.current;
  useMotion(motion, ({ k, x, y }) => {
    if (tip.current === null || pointed === undefined) return;
    tip.current.style.left = `${pointed.x * k + x}px`;
    tip.current.style.top = `${pointed.y * k + y}px`;
  });
  if (shown === undefined) return null;
  const { frame } = scene;
  return (
    <PlotTip ref={tip} at={shown} frame={frame} hidden={pointed === undefined}>
      <MarkCard mark={shown.mark} x={frame.x.metric} y={frame.y.metric} />
    </PlotTip>
  );
}

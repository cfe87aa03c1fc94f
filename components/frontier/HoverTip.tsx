import { useWorkbench } from "@/components/shell/session";
import type { FrontierScene } from "@/lib/pareto/scene/scene";
import { MarkCard } from "./MarkCard";
import { PlotTip } from "./PlotTip";

/** The card of the mark that the pointer or the focus rests on, in this view or another. */
export function HoverTip({ scene }: { readonly scene: FrontierScene }) {
  const hovered = useWorkbench((state) => (state.hover?.kind === "point" ? state.hover.id : null));
  const pointed = scene.marks.find(({ mark }) => mark.id === hovered);
  if (pointed === undefined) return null;
  const { frame } = scene;
  return (
    <PlotTip at={pointed} frame={frame}>
      <MarkCard mark={pointed.mark} x={frame.x.metric} y={frame.y.metric} />
    </PlotTip>
  );
}

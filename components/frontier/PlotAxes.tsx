import { ChartAxes } from "@/components/ui/chart/ChartAxes";
import type { Constraints } from "@/lib/pareto/constraints";
import { isPlaced, type Mark } from "@/lib/pareto/marks";
import type { PlotLayout } from "@/lib/pareto/scene/frame";
import { linesAcross } from "@/lib/pareto/scene/scene";
import type { Box } from "@/lib/plot/placeLabels";
import { LimitHandle, limitThumb } from "./LimitHandle";
import { type LiveView, useLiveFrame, useOfLiveFrame } from "./liveView";
import { LineLayer } from "./SceneLayers";

interface LiveProps {
  readonly layout: PlotLayout;
  readonly live: LiveView;
}

/** Grid and figures of the axes, following a gesture frame by frame. */
export function PlotAxes({ layout, live }: LiveProps) {
  const { inner, x, y } = useLiveFrame(layout, live);
  return <ChartAxes inner={inner} x={x} y={y} />;
}

/** The unit an axis's figures are written in, which changes as one zooms in. */
export function AxisUnit({ layout, live, axis }: LiveProps & { readonly axis: "x" | "y" }) {
  const unit = useOfLiveFrame(layout, live, (frame) => frame[axis].text.unit);
  return unit === "" ? null : <span>{unit}</span>;
}

/** Designs with a place on one axis only, following a gesture: their lines span the plot wherever it is. */
export function PlotLines({ layout, live, marks }: LiveProps & { readonly marks: readonly Mark[] }) {
  const partial = marks.filter((mark) => !isPlaced(mark));
  return partial.length === 0 ? null : <MovingLines layout={layout} live={live} marks={partial} />;
}

function MovingLines({ layout, live, marks }: LiveProps & { readonly marks: readonly Mark[] }) {
  const frame = useLiveFrame(layout, live);
  return <LineLayer lines={linesAcross(marks, frame)} frame={frame} />;
}

interface PlotLimitsProps extends LiveProps {
  readonly inner: Box;
  readonly constraints: Constraints;
  readonly onConstraints: (constraints: Constraints) => void;
}

/** The handles that limit each axis's metric, laid along the axes. */
export function PlotLimits({ inner, ...handle }: PlotLimitsProps) {
  return (
    <>
      <div
        className="pointer-events-none absolute"
        style={{ left: inner.x - limitThumb / 2, top: inner.y + inner.height - 7 }}
      >
        <LimitHandle side="x" length={inner.width} {...handle} />
      </div>
      <div
        className="pointer-events-none absolute"
        style={{ left: inner.x - 7, top: inner.y - limitThumb / 2 }}
      >
        <LimitHandle side="y" length={inner.height} {...handle} />
      </div>
    </>
  );
}

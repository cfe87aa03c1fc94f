import { ChartAxes } from "@/components/ui/chart/ChartAxes";
import { ChartFigure } from "@/components/ui/chart/ChartFigure";
import { figureText } from "@/lib/base/figure";
import { type LayerPosition, samePosition } from "@/lib/design/edit/laneEdit";
import { axisScale, axisTicks } from "@/lib/plot/axisScale";
import { axisText } from "@/lib/plot/tickText";
import type { LayerTime } from "@/lib/store/layerTimes";
import { partLook } from "./partLook";

interface LayerFigureProps {
  readonly layers: readonly LayerTime[];
  readonly source: string;
  readonly highlighted: string | null;
  /** Layers picked in the lane. */
  readonly selected: readonly LayerPosition[];
  readonly onPick: (position: LayerPosition, add: boolean) => void;
}

/** A bar for each layer in the order of the model, as high as the time it takes. */
export function LayerFigure({ layers, source, highlighted, selected, onPick }: LayerFigureProps) {
  const most = Math.max(0, ...layers.map((layer) => layer.ms));
  const yUnit = axisText(axisTicks(axisScale("linear", [0, most || 1], [1, 0]), 4), "ms").unit;
  const isPicked = (position: LayerPosition) => selected.some((other) => samePosition(other, position));
  const isFaded = (operator: string, position: LayerPosition) =>
    highlighted !== null ? highlighted !== operator : selected.length > 0 && !isPicked(position);
  return (
    <ChartFigure
      title="Time by layer"
      yName={yUnit}
      xName="layer"
      height={180}
      source={source}
      table={{
        columns: ["layer", "operator", "ms"],
        rows: layers.map(({ index, operator, ms }) => [index + 1, operator, ms]),
      }}
    >
      {({ width, height }) => {
        const inner = { x: 46, y: 26, width: width - 56, height: height - 50 };
        const y = axisScale("linear", [0, most * 1.05 || 1], [inner.y + inner.height, inner.y]);
        const x = axisScale("linear", [0.5, layers.length + 0.5], [inner.x, inner.x + inner.width]);
        const yTicks = axisTicks(y, 4);
        const xTicks = axisTicks(x, 8).filter((tick) => Number.isInteger(tick.value));
        const bar = inner.width / Math.max(1, layers.length);
        return (
          <>
            <ChartAxes
              inner={inner}
              x={{ ticks: xTicks, text: axisText(xTicks, "layers") }}
              y={{ ticks: yTicks, text: axisText(yTicks, "ms") }}
            />
            {layers.map(({ index, operator, position, ms }) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: the lane is how keyboards pick layers
              <rect
                key={index}
                data-layer={index}
                data-selected={isPicked(position)}
                onClick={(event) => onPick(position, event.shiftKey || event.metaKey || event.ctrlKey)}
                className="cursor-pointer"
                x={x.at(index + 1) - bar * 0.42}
                y={y.at(ms)}
                width={Math.max(0.5, bar * 0.84)}
                height={Math.max(0, inner.y + inner.height - y.at(ms))}
                fill={partLook(operator).fill}
                opacity={isFaded(operator, position) ? 0.35 : 1}
              >
                <title>{`Layer ${index + 1}, ${partLook(operator).label}: ${figureText(ms, "ms")}`}</title>
              </rect>
            ))}
          </>
        );
      }}
    </ChartFigure>
  );
}

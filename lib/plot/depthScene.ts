import { type AxisScale, axisScale, axisTicks, domainOf, type Tick } from "./axisScale";
import { type Corner, linePath } from "./stepPath";

/** One depth: loss behind the best with its interval, and the latency where it is known. */
export interface DepthSample {
  readonly blocks: number;
  readonly behind: number;
  readonly lo: number;
  readonly hi: number;
  readonly latencyMs: number | null;
  readonly optimal: boolean;
}

/** Two charts over one another that share the axis of depth: loss above, latency below. */
export interface DepthScene {
  readonly width: number;
  readonly height: number;
  /** Where both charts together begin and end, from above. */
  readonly top: number;
  readonly bottom: number;
  readonly x: AxisScale;
  readonly xTicks: readonly Tick[];
  readonly loss: {
    readonly y: AxisScale;
    readonly ticks: readonly Tick[];
    readonly dots: readonly Corner[];
    readonly line: string;
    readonly band: string;
    /** Loss at which the curve is cut off; null where all of it is drawn. */
    readonly cutAt: number | null;
  };
  readonly latency: {
    readonly y: AxisScale;
    readonly ticks: readonly Tick[];
    readonly dots: readonly Corner[];
    readonly line: string;
    /** Height of a latency budget; null where it lies beyond the axis. */
    readonly budgetAt: (budgetMs: number) => number | null;
  } | null;
  /** Place of a depth on the axis; null where it lies beyond it. */
  readonly depthAt: (blocks: number) => number | null;
  /** Stretch of the axis of depth that is optimal for the budget, in pixels; null when no depth meets it. */
  readonly optimal: { readonly from: number; readonly to: number } | null;
}

const margin = { left: 44, right: 12, top: 24, gap: 22, bottom: 30 } as const;
/** Most of the loss that is shown: beyond it a depth is out of the question and would flatten the rest. */
const mostBehind = 0.25;

/** Lays the charts out in a box of `width` by `height` pixels. */
export function depthScene(samples: readonly DepthSample[], width: number, height: number): DepthScene {
  const inner = height - margin.top - margin.gap - margin.bottom;
  const lossBottom = margin.top + inner * 0.58;
  const latencyTop = lossBottom + margin.gap;
  const x = axisScale(
    "log",
    domainOf(
      samples.map(({ blocks }) => blocks),
      "log",
      0.02,
    ),
    [margin.left, width - margin.right],
  );
  const farthest = Math.max(0.02, ...samples.map(({ behind }) => behind));
  const worst = Math.min(mostBehind, farthest);
  const lossY = axisScale("linear", [-0.01, worst * 1.08], [lossBottom, margin.top]);
  const at = (value: number) => Math.max(margin.top, Math.min(lossBottom, lossY.at(value)));
  const timed = samples.flatMap(({ blocks, latencyMs }) =>
    latencyMs === null ? [] : [{ blocks, latencyMs }],
  );
  const latencyY = axisScale(
    "linear",
    [0, (Math.max(0, ...timed.map(({ latencyMs }) => latencyMs)) || 1) * 1.06],
    [height - margin.bottom, latencyTop],
  );
  const lossDots = samples.map(({ blocks, behind }) => ({ x: x.at(blocks), y: at(behind) }));
  const latencyDots = timed.map(({ blocks, latencyMs }) => ({ x: x.at(blocks), y: latencyY.at(latencyMs) }));
  const upper = samples.map(({ blocks, hi }) => ({ x: x.at(blocks), y: at(hi) }));
  const lower = samples.map(({ blocks, lo }) => ({ x: x.at(blocks), y: at(lo) })).reverse();
  return {
    width,
    height,
    top: margin.top,
    bottom: height - margin.bottom,
    x,
    xTicks: axisTicks(x, 7),
    loss: {
      y: lossY,
      ticks: axisTicks(lossY, 4),
      dots: lossDots,
      line: linePath(lossDots),
      band: samples.length < 2 ? "" : `${linePath([...upper, ...lower])}Z`,
      cutAt: farthest > mostBehind ? mostBehind : null,
    },
    latency:
      timed.length === 0
        ? null
        : {
            y: latencyY,
            ticks: axisTicks(latencyY, 3),
            dots: latencyDots,
            line: linePath(latencyDots),
            budgetAt: (budgetMs) => within(latencyY, budgetMs),
          },
    depthAt: (blocks) => within(x, blocks),
    optimal: optimalStretch(samples, x),
  };
}

/** Pixel of a value; null beyond the ends of a scale. */
function within(scale: AxisScale, value: number): number | null {
  return value >= scale.domain[0] && value <= scale.domain[1] ? scale.at(value) : null;
}

/** From the first optimal depth to the last, each half a step wide. */
function optimalStretch(samples: readonly DepthSample[], x: AxisScale): DepthScene["optimal"] {
  const first = samples.findIndex(({ optimal }) => optimal);
  if (first < 0) return null;
  const last = samples.findLastIndex(({ optimal }) => optimal);
  const between = (a: number, b: number) => {
    const [left, right] = [samples[a], samples[b]];
    if (left === undefined) return x.range[0];
    if (right === undefined) return x.range[1];
    return (x.at(left.blocks) + x.at(right.blocks)) / 2;
  };
  return { from: between(first - 1, first), to: between(last, last + 1) };
}

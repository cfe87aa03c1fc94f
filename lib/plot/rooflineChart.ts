import { type AxisScale, axisScale, axisTicks, domainOf } from "./axisScale";
import type { ChartAxis } from "./lineChart";
import { type Box, placeLabels, textWidth } from "./placeLabels";
import { type Corner, linePath } from "./stepPath";
import { axisText } from "./tickText";

/** A kernel on the roofline: operations a byte, operations a second, and its weight in the whole. */
export interface RooflineMark {
  readonly id: string;
  readonly label: string;
  readonly intensity: number;
  readonly rate: number;
  readonly weight: number;
}

/** A roofline in pixels. */
export interface RooflineChart {
  readonly inner: Box;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly roof: string;
  readonly ridge: Corner;
  readonly marks: readonly (RooflineMark & Corner & { readonly radius: number })[];
  readonly labels: readonly { readonly id: string; readonly box: Box; readonly text: string }[];
}

const margin = { left: 52, right: 14, top: 26, bottom: 24 };
const labelSize = 11;
/** Marks below this share of the time bear no label. */
const labelledShare = 0.03;

/** Lays out kernels under the roof of a device: bandwidth (bytes/s) up to the ridge, peak (FLOP/s) beyond it. */
export function rooflineChart(
  marks: readonly RooflineMark[],
  device: { readonly bandwidth: number; readonly peak: number },
  width: number,
  height: number,
): RooflineChart {
  const inner = {
    x: margin.left,
    y: margin.top,
    width: Math.max(20, width - margin.left - margin.right),
    height: Math.max(20, height - margin.top - margin.bottom),
  };
  const ridgeAt = device.peak / device.bandwidth;
  const xScale = axisScale("log", domainOf([...marks.map((mark) => mark.intensity), ridgeAt * 4], "log"), [
    inner.x,
    inner.x + inner.width,
  ]);
  const yScale = axisScale("log", domainOf([...marks.map((mark) => mark.rate), device.peak], "log", 0.1), [
    inner.y + inner.height,
    inner.y,
  ]);
  const roofAt = (intensity: number) => Math.min(device.peak, device.bandwidth * intensity);
  const start = Math.max(xScale.domain[0], yScale.domain[0] / device.bandwidth);
  const corners = [start, ridgeAt, xScale.domain[1]].map((intensity) => ({
    x: xScale.at(intensity),
    y: yScale.at(roofAt(intensity)),
  }));
  const whole = marks.reduce((sum, mark) => sum + mark.weight, 0) || 1;
  const drawn = marks.map((mark) => ({
    ...mark,
    x: xScale.at(mark.intensity),
    y: yScale.at(mark.rate),
    radius: 2.5 + 9 * Math.sqrt(mark.weight / whole),
  }));
  const texts = new Map(drawn.map((mark) => [mark.id, mark.label]));
  const labels = placeLabels(
    drawn
      .filter((mark) => mark.weight / whole >= labelledShare)
      .map(({ id, x, y, radius, weight, label }) => ({
        id,
        x,
        y,
        radius,
        width: textWidth(label, labelSize),
        height: 13,
        priority: weight,
      })),
    inner,
  ).map(({ id, box }) => ({ id, box, text: texts.get(id) ?? "" }));
  return {
    inner,
    x: chartAxis(xScale, inner.width / 70),
    y: chartAxis(yScale, inner.height / 44),
    roof: linePath(corners),
    ridge: corners[1] ?? { x: inner.x, y: inner.y },
    marks: drawn,
    labels,
  };
}

function chartAxis(scale: AxisScale, count: number): ChartAxis {
  const ticks = axisTicks(scale, Math.max(2, Math.floor(count)));
  return { scale, ticks, text: axisText(ticks, "FLOP") };
}

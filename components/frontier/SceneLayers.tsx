import { useRef } from "react";
import { type LabelKind, labelSize } from "@/lib/pareto/scene/labels";
import type { DrawnLine, FrontierScene } from "@/lib/pareto/scene/scene";
import { leaderEnd } from "@/lib/plot/placeLabels";
import { pixel } from "@/lib/plot/stepPath";
import { type Motion, useMotion } from "./liveView";
import { seriesInk } from "./seriesLook";

/** Attained areas and step lines of the fronts. */
export function FrontLayer({ fronts }: Pick<FrontierScene, "fronts">) {
  return (
    <g aria-hidden fill="none">
      {fronts.map(({ id, area, series, basis }) =>
        basis !== "predicted" || series === "selection" || series === "saved" ? (
          <path key={id} d={area} fill={seriesInk[series]} opacity={0.045} />
        ) : null,
      )}
      {fronts.map(({ id, line, series, basis }) => (
        <path
          key={id}
          d={line}
          stroke={seriesInk[series]}
          strokeWidth={series === "nemotron-flash" || series === "selection" ? 1.6 : 1.2}
          strokeDasharray={basis === "predicted" ? "1.5 3.5" : undefined}
          strokeLinecap="round"
          opacity={basis === "predicted" ? 0.7 : 0.85}
        />
      ))}
    </g>
  );
}

/** Lines between published and predicted places, and the 90 % boxes of predictions. */
export function UncertaintyLayer({ joins, boxes }: Pick<FrontierScene, "joins" | "boxes">) {
  return (
    <g aria-hidden>
      {boxes.map(({ id, box, own }) => (
        <rect
          key={id}
          x={pixel(box.x)}
          y={pixel(box.y)}
          width={Math.max(pixel(box.width), 1)}
          height={Math.max(pixel(box.height), 1)}
          rx={1.5}
          fill={own ? "var(--accent)" : "none"}
          fillOpacity={own ? 0.1 : undefined}
          stroke={own ? "var(--accent)" : "var(--line-strong)"}
          strokeWidth={own ? 1 : 0.6}
          strokeOpacity={own ? 0.8 : 0.35}
        />
      ))}
      {joins.map(({ id, from, to }) => (
        <line
          key={id}
          x1={pixel(from.x)}
          y1={pixel(from.y)}
          x2={pixel(to.x)}
          y2={pixel(to.y)}
          stroke="var(--line-strong)"
          strokeWidth={0.8}
        />
      ))}
    </g>
  );
}

/** Designs that have a place on one axis only. */
export function LineLayer({ lines, frame }: Pick<FrontierScene, "lines" | "frame">) {
  return (
    <g>
      {lines.map((line) => (
        <OwnLine key={line.mark.id} line={line} frame={frame} />
      ))}
    </g>
  );
}

function OwnLine({ line, frame }: { readonly line: DrawnLine } & Pick<FrontierScene, "frame">) {
  const { at, band, direction, mark } = line;
  const { inner } = frame;
  const upright = direction === "vertical";
  const ends = upright
    ? { x1: at, x2: at, y1: inner.y, y2: inner.y + inner.height }
    : { x1: inner.x, x2: inner.x + inner.width, y1: at, y2: at };
  const leftwards = upright && at > inner.x + inner.width * 0.6;
  return (
    <g
      data-testid="frontier-point"
      data-id={mark.id}
      data-basis={mark.basis}
      data-x={mark.x?.value ?? ""}
      data-y={mark.y?.value ?? ""}
    >
      {band !== null && (
        <rect
          x={upright ? band[0] : inner.x}
          y={upright ? inner.y : band[0]}
          width={upright ? band[1] - band[0] : inner.width}
          height={upright ? inner.height : band[1] - band[0]}
          fill="var(--accent)"
          opacity={0.07}
        />
      )}
      <line {...ends} stroke="var(--accent)" strokeWidth={1.5} strokeDasharray="5 3" />
      <text
        x={upright ? at + (leftwards ? -6 : 6) : inner.x + 6}
        y={upright ? inner.y + 12 : at - 6}
        textAnchor={leftwards ? "end" : "start"}
        fontSize={labelSize}
        fill="var(--accent)"
        className="plot-halo"
      >
        <tspan fontWeight={600}>{mark.subject.name}</tspan>
        <tspan x={upright ? at + (leftwards ? -6 : 6) : inner.x + 6} dy={15}>
          not predictable from architecture
        </tspan>
      </text>
    </g>
  );
}

const labelLook: { readonly [K in LabelKind]: { readonly fill: string; readonly weight: number } } = {
  own: { fill: "var(--accent)", weight: 600 },
  flash: { fill: "var(--ink)", weight: 600 },
  model: { fill: "var(--ink-soft)", weight: 400 },
  front: { fill: "var(--ink-muted)", weight: 400 },
};

/** Names beside their marks. */
export function LabelLayer({
  labels,
  marks,
  motion,
}: Pick<FrontierScene, "labels" | "marks"> & { readonly motion: Motion }) {
  const layer = useRef<SVGGElement>(null);
  const places = new Map(marks.map(({ mark, x, y }) => [mark.id, { x, y }]));
  useMotion(motion, ({ k, x, y }) => {
    const names = layer.current?.children;
    labels.forEach(({ id, box }, at) => {
      // A name keeps its place beside its mark; the name of a front has none and keeps to its own middle.
      const anchor = places.get(id) ?? { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const [right, down] = [pixel(anchor.x * (k - 1) + x), pixel(anchor.y * (k - 1) + y)];
      if (right === 0 && down === 0) names?.[at]?.removeAttribute("transform");
      else names?.[at]?.setAttribute("transform", `translate(${right},${down})`);
    });
  });
  return (
    <g ref={layer} aria-hidden fontSize={labelSize} className="pointer-events-none">
      {labels.map(({ id, box, led, text, kind }) => {
        const place = places.get(id);
        const end = led && place !== undefined ? leaderEnd(box, place.x, place.y) : null;
        return (
          <g key={id}>
            {end !== null && place !== undefined && (
              <line
                x1={pixel(place.x)}
                y1={pixel(place.y)}
                x2={pixel(end.x)}
                y2={pixel(end.y)}
                stroke="var(--line-strong)"
                strokeWidth={0.6}
              />
            )}
            <text
              x={pixel(box.x + box.width / 2)}
              y={pixel(box.y + box.height - 3.5)}
              textAnchor="middle"
              fill={labelLook[kind].fill}
              fontWeight={labelLook[kind].weight}
              fontStyle={kind === "front" ? "italic" : undefined}
              className="plot-halo"
            >
              {text}
            </text>
          </g>
        );
      })}
    </g>
  );
}

"use client";

import { memo } from "react";
import type { Stage } from "@/lib/design/design";
import { flattenLayers } from "@/lib/design/flatten";
import { kindOf } from "@/lib/design/operatorKinds";
import { operators } from "@/lib/design/operators/registry";

/** Layers drawn one by one; deeper models keep their rhythm but lose the gaps. */
const gapLimit = 240;
/** Bars beyond this number would be thinner than a pixel. */
const drawnLimit = 1200;

/** Widest that one layer is drawn, in pixels. */
const widestBar = 16;

/** A layer of the overview has no identity but its place. */
const placeKey = (place: number) => `layer ${place}`;

/** The whole depth at a glance, repeats written out: one bar a layer, attention tall, FFNs low. */
export const LaneOverview = memo(function LaneOverview({ stages }: { readonly stages: readonly Stage[] }) {
  const layers = flattenLayers({ stages }).slice(0, drawnLimit);
  const width = layers.length < gapLimit ? 0.8 : 1;
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${layers.length} 10`}
      style={{ maxWidth: layers.length * widestBar }}
      preserveAspectRatio="none"
      className="h-3 w-full"
    >
      {layers.map((ref, place) => {
        const { family, role } = operators[kindOf(ref)];
        const height = role === "ffn" ? 3 : family === "softmax attention" ? 10 : 6.5;
        return (
          <rect
            key={placeKey(place)}
            x={place}
            y={10 - height}
            width={width}
            height={height}
            fill={`var(--op-${kindOf(ref)})`}
          />
        );
      })}
    </svg>
  );
});

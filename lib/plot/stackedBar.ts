/** A part of a whole. */
export interface BarPart {
  readonly id: string;
  readonly label: string;
  readonly value: number;
}

/** A part where it is drawn, from 0 to the bar's width in pixels. */
export interface BarSegment extends BarPart {
  readonly from: number;
  readonly width: number;
  readonly share: number;
  /** True when `label` fits inside. */
  readonly fits: boolean;
}

/** Width of a character at the bar's type size, and the free room around a label, in pixels. */
const characterWidth = 6.6;
const labelRoom = 8;

/** Lays parts side by side in a bar. Parts that are not positive numbers take no room; a bar of nothing is empty. */
export function stackedBar(parts: readonly BarPart[], width: number): readonly BarSegment[] {
  const drawn = parts.filter((part) => Number.isFinite(part.value) && part.value > 0);
  const whole = drawn.reduce((sum, part) => sum + part.value, 0);
  let from = 0;
  return drawn.map((part) => {
    const share = part.value / whole;
    const segment = {
      ...part,
      from,
      width: share * width,
      share,
      fits: [...part.label].length * characterWidth + labelRoom <= share * width,
    };
    from += segment.width;
    return segment;
  });
}

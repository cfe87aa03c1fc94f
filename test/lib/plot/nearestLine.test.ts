import { describe, expect, it } from "vitest";
import { nearestLine } from "@/lib/plot/nearestLine";

const rising = [
  { x: 0, y: 100 },
  { x: 100, y: 0 },
];
const level = [
  { x: 0, y: 20 },
  { x: 100, y: 20 },
];

describe("the line under the pointer", () => {
  it("is the nearest above or below, between the corners it connects", () => {
    expect(nearestLine([rising, level], 50, 47, 6)).toBe(0);
    expect(nearestLine([rising, level], 20, 22, 6)).toBe(1);
    expect(nearestLine([rising, level], 80, 20, 6)).toBe(0);
  });

  it("is none beyond reach, beside the axes, or where a line is broken", () => {
    expect(nearestLine([rising, level], 50, 35, 6)).toBeNull();
    expect(nearestLine([level], 120, 20, 6)).toBeNull();
    expect(nearestLine([[{ x: 0, y: 20 }, null, { x: 100, y: 20 }]], 50, 20, 6)).toBeNull();
    expect(nearestLine([], 50, 20, 6)).toBeNull();
  });
});

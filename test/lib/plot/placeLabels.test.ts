import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlaps, placeLabels, textWidth } from "@/lib/plot/placeLabels";

const frame = { x: 0, y: 0, width: 600, height: 400 };
const request = fc.record({
  x: fc.integer({ min: 0, max: 600 }),
  y: fc.integer({ min: 0, max: 400 }),
  radius: fc.constant(4),
  width: fc.integer({ min: 20, max: 140 }),
  height: fc.constant(14),
  priority: fc.integer({ min: 0, max: 3 }),
});

describe("label placement", () => {
  it("never lets labels cover each other, a mark or the edge", () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 40 }), (requests) => {
        const named = requests.map((entry, at) => ({ ...entry, id: String(at) }));
        const placed = placeLabels(named, frame);
        placed.forEach(({ box }, at) => {
          for (const other of placed.slice(at + 1)) expect(overlaps(box, other.box)).toBe(false);
          for (const { x, y, radius } of named)
            expect(
              overlaps(box, { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }),
            ).toBe(false);
          expect(box.x >= 0 && box.x + box.width <= 600 && box.y >= 0 && box.y + box.height <= 400).toBe(
            true,
          );
        });
      }),
    );
  });

  it("labels every mark that has room, on its right first", () => {
    const placed = placeLabels(
      [{ id: "a", x: 100, y: 100, radius: 4, width: 50, height: 14, priority: 0 }],
      frame,
    );
    expect(placed).toEqual([{ id: "a", box: { x: 108, y: 93, width: 50, height: 14 }, led: false }]);
  });

  it("gives the important label the better place", () => {
    const twin = { x: 100, y: 100, radius: 4, width: 50, height: 14 };
    const placed = placeLabels(
      [
        { ...twin, id: "minor", priority: 0 },
        { ...twin, id: "major", priority: 1 },
      ],
      frame,
    );
    expect(placed.find((label) => label.id === "major")?.box.x).toBe(108);
    expect(placed).toHaveLength(2);
  });

  it("counts a full em for scripts that need it", () => {
    expect(textWidth("模型", 12)).toBe(24);
    expect(textWidth("ab", 10)).toBeLessThan(12);
  });
});

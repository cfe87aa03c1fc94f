import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupCases } from "@/lib/measure/plan/groupCases";
import { smallPlan } from "../fakeMeasurement";

const timed = smallPlan.cases[0];
if (timed === undefined) throw new Error("no case");
const sized = (weightBytes: number) => ({ timed, weightBytes });
const protocol = { ...smallPlan.protocol, coldBytes: 128, memoryBytes: 500 };

describe("groups of cases", () => {
  it("keep every case once and stay within the memory, but for cases that exceed it alone", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 30 }), (sizes) => {
        const groups = groupCases(sizes.map(sized), protocol);
        expect(groups.flatMap(({ cases }) => cases.map(({ weightBytes }) => weightBytes))).toEqual(sizes);
        for (const { cases, bytes } of groups) if (cases.length > 1) expect(bytes).toBeLessThanOrEqual(500);
        for (const { cases } of groups) for (const { copies } of cases) expect(copies).toBeGreaterThan(0);
      }),
    );
  });

  it("open small cases several times, so that their weights leave the cache between two runs", () => {
    const [group] = groupCases([sized(10), sized(20)], protocol);
    expect(group?.cases[0]?.copies).toBe(5);
    expect(group?.bytes).toBeGreaterThanOrEqual(128);
  });

  it("open large cases once", () => {
    expect(groupCases([sized(100), sized(100)], protocol)[0]?.cases[0]?.copies).toBe(1);
  });
});

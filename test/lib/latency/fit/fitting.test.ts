import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { boostTrees, defaultBoosting } from "@/lib/latency/fit/boostedTrees";
import { conformalHalfWidth } from "@/lib/latency/fit/conformal";
import { dealFamilies } from "@/lib/latency/fit/crossValidate";
import { fitRoofline } from "@/lib/latency/fit/fitRoofline";
import { relativeLeastSquares, unexplainedShare } from "@/lib/latency/fit/leastSquares";
import { type Roofline, rooflineUs } from "@/lib/latency/kernel/roofline";
import { decodeTrees, encodeTrees } from "@/lib/latency/kernel/treeCode";
import { compileTrees, evaluateTrees } from "@/lib/latency/kernel/treeEnsemble";

const truth: Roofline = {
  launch: 4,
  peak: 7e8,
  cache: 6e6,
  dram: 2.8e6,
  turn: 3e7,
  width: 0.4,
  sharpness: 2.5,
  halfUnits: 8,
};

describe("the roofline fit", () => {
  it("finds the two memory rates, the peak and the launch it was made from, through noise and outliers", () => {
    const random = seededRandom(5);
    const rows = Array.from({ length: 1500 }, () => {
      const bytes = 10 ** (4 + 5 * random());
      const flops = bytes * 10 ** (3.5 * random());
      const work = { bytes, flops, units: Math.ceil(1 + 4000 * random() ** 3) };
      const noise = random() < 0.03 ? 3 : Math.exp(0.04 * (random() - 0.5));
      return { work, latencyUs: rooflineUs(truth, work) * noise };
    });
    const start = { ...truth, launch: 12, peak: 2e8, cache: 2e6, dram: 1e6, turn: 8e7, halfUnits: 40 };
    const { roofline } = fitRoofline(rows, [start]);
    expect(Math.abs(Math.log(roofline.launch / truth.launch))).toBeLessThan(0.05);
    expect(Math.abs(Math.log(roofline.peak / truth.peak))).toBeLessThan(0.08);
    expect(Math.abs(Math.log(roofline.dram / truth.dram))).toBeLessThan(0.08);
    for (const { work } of rows.slice(0, 200))
      expect(Math.abs(Math.log(rooflineUs(roofline, work) / rooflineUs(truth, work)))).toBeLessThan(0.08);
  });
});

describe("boosted trees", () => {
  const random = seededRandom(9);
  const columns = [0, 1, 2].map(() => Float64Array.from({ length: 1200 }, () => 8 * random()));
  const target = (a: number, b: number) => (a > 4 ? 0.4 : -0.2) + (b > 6 && a < 2 ? 0.5 : 0);
  const targets = columns[0]!.map((a, row) => target(a, columns[1]![row]!));
  const ensemble = boostTrees(columns, targets);

  it("learn steps and their interaction, and ignore what has no effect", () => {
    const trees = compileTrees(ensemble);
    for (const [a, b] of [
      [1, 1],
      [1, 7],
      [5, 7],
      [7, 2],
    ] as const)
      expect(evaluateTrees(trees, [a, b, 3])).toBeCloseTo(target(a, b), 1);
  });

  it("are the same trees for the same seed, and come back from their code exactly", () => {
    const again = boostTrees(columns, targets);
    expect(JSON.stringify(encodeTrees(again))).toBe(JSON.stringify(encodeTrees(ensemble)));
    const read = compileTrees(decodeTrees(JSON.parse(JSON.stringify(encodeTrees(ensemble)))));
    const own = compileTrees(ensemble);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 15, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (x) => {
          expect(evaluateTrees(read, x)).toBe(evaluateTrees(own, x));
        },
      ),
    );
  });

  it("never leave the range of what they were shown by more than shrinkage allows", () => {
    const trees = compileTrees(ensemble);
    for (const far of [-1e6, 1e6]) {
      const value = evaluateTrees(trees, [far, far, far]);
      expect(value).toBeGreaterThan(-0.8);
      expect(value).toBeLessThan(1);
    }
  });

  it("refuse a damaged code", () => {
    const code = encodeTrees(boostTrees(columns, targets, { ...defaultBoosting, trees: 3 }));
    expect(() => decodeTrees({ ...code, trees: 40 })).toThrow("ends early or is damaged");
  });
});

describe("split-conformal intervals", () => {
  it("cover at least the wanted share of fresh errors of the same law, and not much more", () => {
    const random = seededRandom(2);
    const error = () => (random() - 0.5) * (random() < 0.1 ? 4 : 1);
    let covered = 0;
    const trials = 400;
    for (let trial = 0; trial < trials; trial++) {
      const half = conformalHalfWidth(Array.from({ length: 60 }, error));
      if (Math.abs(error()) <= half) covered++;
    }
    expect(covered / trials).toBeGreaterThan(0.87);
    expect(covered / trials).toBeLessThan(0.96);
  });

  it("are infinite without any error to learn from, and beyond the largest with too few", () => {
    expect(conformalHalfWidth([])).toBe(Number.POSITIVE_INFINITY);
    expect(conformalHalfWidth([0.1, -0.2])).toBeCloseTo(0.3);
  });
});

describe("folds", () => {
  it("take every family whole, once, and share families out evenly", () => {
    const families = Array.from({ length: 300 }, (_, row) => `family ${row % 23}`);
    const folds = dealFamilies(families, 5, 1);
    const foldsOf = new Map<string, Set<number>>();
    families.forEach((family, row) => {
      const seen = foldsOf.get(family) ?? new Set();
      seen.add(folds[row]!);
      foldsOf.set(family, seen);
    });
    expect([...foldsOf.values()].every(({ size }) => size === 1)).toBe(true);
    const counts = [0, 1, 2, 3, 4].map((fold) => [...foldsOf.values()].filter((set) => set.has(fold)).length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });
});

describe("relative least squares", () => {
  it("recovers coefficients and never returns a negative one", () => {
    const random = seededRandom(4);
    const columns = [0, 1, 2].map(() => Array.from({ length: 40 }, () => 1 + 9 * random()));
    const exact = columns[0]!.map((value, row) => 2 * value + 0.5 * columns[1]![row]!);
    const [a, b, c] = relativeLeastSquares(columns, exact);
    expect(a).toBeCloseTo(2, 6);
    expect(b).toBeCloseTo(0.5, 6);
    expect(c).toBeCloseTo(0, 6);
    const against = columns[0]!.map((value, row) => 10 * value - 0.9 * columns[1]![row]!);
    expect(Math.min(...relativeLeastSquares(columns, against))).toBeGreaterThanOrEqual(0);
  });

  it("sees that a column is a sum of others", () => {
    const a = [1, 2, 3, 5, 8];
    const b = [2, 1, 4, 1, 3];
    const sum = a.map((value, row) => value + b[row]!);
    const ones = [1, 1, 1, 1, 1];
    expect(unexplainedShare(sum, [a, b], ones)).toBeLessThan(1e-9);
    expect(unexplainedShare([1, 0, 0, 4, 0], [a, b], ones)).toBeGreaterThan(0.05);
  });
});

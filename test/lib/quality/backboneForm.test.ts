import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  exponentBounds,
  freeCoefficients,
  logResidual,
  lossAt,
  naturalCoefficients,
} from "@/lib/quality/backboneForm";

const point = { effectiveParameters: 4e8, depth: 18, width: 1280, tokens: 6e10 };
const coefficients = {
  DK: [1.7, 0.8, 0.16, 0.011, 0.23, 0.22, 0.5, 1.5],
  DWK: [1.6, 0.9, 0.16, 0.017, 0.21, 0.22, 0.5, 1.6, 0.002, 1.9],
} as const;

describe("the backbone law", () => {
  it.each(["DK", "DWK"] as const)("%s has the gradient of its own differences", (form) => {
    const free = freeCoefficients(coefficients[form]);
    const gradient = new Float64Array(free.length);
    logResidual(form, naturalCoefficients(free), point, 2.9, gradient);
    const scratch = new Float64Array(free.length);
    for (let index = 0; index < free.length; index++) {
      const at = (shift: number) => {
        const moved = Float64Array.from(free);
        moved[index]! += shift;
        return logResidual(form, naturalCoefficients(moved), point, 2.9, scratch);
      };
      expect(gradient[index]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 7);
    }
  });

  it("is written out as in its formula", () => {
    const [E, A, B, C, alpha, kappa, beta, delta] = coefficients.DK;
    const expected = E + A * 0.4 ** -alpha + B * 0.4 ** kappa * 0.6 ** -beta + C * (18 / 20) ** -delta;
    expect(lossAt("DK", coefficients.DK, point)).toBeCloseTo(expected, 12);
  });

  it("keeps exponents inside their bounds whatever the fit asks for", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 10, maxLength: 10 }),
        (free) => {
          const natural = naturalCoefficients(free);
          for (const index of [4, 5, 6, 7, 9]) {
            expect(natural[index]).toBeGreaterThanOrEqual(exponentBounds[0]);
            expect(natural[index]).toBeLessThanOrEqual(exponentBounds[1]);
          }
        },
      ),
    );
  });

  it("goes from natural to free coefficients and back", () => {
    naturalCoefficients(freeCoefficients(coefficients.DWK)).forEach((value, index) => {
      expect(value).toBeCloseTo(coefficients.DWK[index]!, 8);
    });
  });
});

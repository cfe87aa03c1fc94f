import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Formula } from "@/components/methods/Formula";
import { coefficientGroups } from "@/lib/quality/studies/coefficients";

const plain = (text: string) => renderToStaticMarkup(<Formula text={text} />).replaceAll(/<\/?span>/g, "");

describe("formulas", () => {
  it("raise exponents and lower indices, and leave the rest", () => {
    expect(plain("A·N^{−α} + C_{w}; T in 10^{11}")).toBe(
      "A·N<sup>−α</sup> + C<sub>w</sub>; T in 10<sup>11</sup>",
    );
    expect(plain("terms add")).toBe("terms add");
  });

  it("of the quality model leave no mark-up behind, and name every coefficient that is a symbol", () => {
    for (const { formula, coefficients } of coefficientGroups()) {
      expect(plain(formula)).not.toMatch(/[\^_{}]/);
      if (!formula.startsWith("L =")) continue;
      for (const { label } of coefficients) expect(formula).toContain(label);
    }
  });
});

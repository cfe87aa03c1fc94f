import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { memberLooks } from "@/components/compare/memberLook";
import { operatorKinds } from "@/lib/design/operatorKinds";

const css = readFileSync(new URL("../../app/colours.css", import.meta.url), "utf8");

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** Simulations of complete colour-vision deficiencies in linear sRGB (Machado, Oliveira and Fernandes 2009). */
const visions: Readonly<Record<string, Matrix>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function token(theme: "light" | "dark", name: string): Triple {
  const block = css.slice(css.indexOf(`[data-theme="${theme}"] {`));
  const hex = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(block)?.[1];
  if (hex === undefined) throw new Error(`${theme} has no --${name}`);
  const value = Number.parseInt(hex, 16);
  return [linear(value >> 16), linear((value >> 8) & 255), linear(value & 255)];
}

function linear(byte: number): number {
  const share = byte / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function apply(matrix: Matrix, [red, green, blue]: Triple): Triple {
  const row = ([a, b, c]: Triple) => Math.min(1, Math.max(0, a * red + b * green + c * blue));
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

/** OKLab (Ottosson 2020) from linear sRGB. */
function oklab([red, green, blue]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function distance(a: Triple, b: Triple): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function luminance([red, green, blue]: Triple): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Triple, b: Triple): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

const pairs = operatorKinds.flatMap((a, at) => operatorKinds.slice(at + 1).map((b) => [a, b] as const));

describe.each(["light", "dark"] as const)("operator colours in the %s theme", (theme) => {
  it.each(Object.keys(visions))("stay apart in %s vision", (vision) => {
    const matrix = visions[vision];
    if (matrix === undefined) throw new Error(vision);
    const seen = (kind: string) => oklab(apply(matrix, token(theme, `op-${kind}`)));
    const close = pairs.filter(([a, b]) => distance(seen(a), seen(b)) < 0.09);
    expect(close).toEqual([]);
  });

  it("tell attention from Mamba2 in grey", () => {
    const grey = (kind: string) => oklab(token(theme, `op-${kind}`))[0];
    expect(Math.abs(grey("attention") - grey("mamba2"))).toBeGreaterThan(0.09);
  });

  it("carry readable symbols and stand out from the panel", () => {
    for (const kind of operatorKinds) {
      const fill = token(theme, `op-${kind}`);
      expect(contrast(fill, token(theme, `op-${kind}-ink`)), kind).toBeGreaterThanOrEqual(4.5);
      expect(contrast(fill, token(theme, "panel")), kind).toBeGreaterThanOrEqual(2.9);
    }
  });

  it("keep compared designs apart in every vision, by ink or by dash", () => {
    for (const matrix of Object.values(visions)) {
      const seen = memberLooks.map(({ colour, dash }) => ({
        dash,
        ink: oklab(apply(matrix, token(theme, colour.replace(/^var\(--|\)$/g, "")))),
      }));
      for (const [at, a] of seen.entries())
        for (const b of seen.slice(at + 1))
          expect(a.dash !== b.dash || distance(a.ink, b.ink) > 0.06).toBe(true);
    }
  });

  it("keep the series of the frontier apart from each other in every vision", () => {
    const inks = ["accent", "ink", "line-strong"];
    for (const matrix of Object.values(visions)) {
      const seen = inks.map((name) => oklab(apply(matrix, token(theme, name))));
      for (const [at, a] of seen.entries())
        for (const b of seen.slice(at + 1)) expect(distance(a, b)).toBeGreaterThan(0.06);
    }
  });
});

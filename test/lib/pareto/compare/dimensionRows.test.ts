import { describe, expect, it } from "vitest";
import { findPreset } from "@/lib/design/presets";
import { dimensionRows } from "@/lib/pareto/compare/dimensionRows";

describe("dimensions of designs side by side", () => {
  const designs = ["nemotron-flash-1b", "qwen3-0.6b"].flatMap((id) => findPreset(id)?.design ?? []);
  const rows = dimensionRows(designs);

  it("names settings as the inspector does", () => {
    expect(rows.map(({ name }) => name)).toContain("Mamba2, state size");
    expect(rows.some(({ name }) => /[a-z][A-Z]/.test(name.replace(/^[^,]*/, "")))).toBe(false);
  });

  it("writes settings with parts as words", () => {
    const values = rows.flatMap(({ values: row }) => row);
    expect(values).toContain("theta 1,000,000");
    expect(values.some((value) => value?.includes("{"))).toBe(false);
  });
});

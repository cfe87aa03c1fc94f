import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { commandTable } from "@/lib/cli/commandTable";
import { dispatch } from "@/lib/cli/dispatch";
import { parameterTable, sumParameters } from "@/lib/cost/parameters";
import { findPreset } from "@/lib/design/presets";

const folder = mkdtempSync(join(tmpdir(), "paretoscope-fit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...argv: readonly string[]) => dispatch(commandTable, argv);

/** Decode timings of a device whose memory streams 1 TB/s of weights, at two bytes a weight and at one. */
function timings(): string {
  const lines = ["model,phase,batch,prompt,new,precision,ms,stack"];
  for (const model of ["qwen3-0.6b", "qwen3-1.7b", "llama-3.2-1b", "smollm2-1.7b"]) {
    const design = findPreset(model)?.design;
    if (design === undefined) throw new Error(model);
    const params = sumParameters(parameterTable(design)).total;
    for (const [precision, bytes] of [
      ["bf16", 2],
      ["fp8", 1],
    ] as const)
      for (const tokens of [64, 256, 1024])
        lines.push(
          `${model},decode,1,64,${tokens},${precision},${(1000 * tokens * params * bytes) / 1e12},engine`,
        );
  }
  return lines.join("\n");
}
const csv = join(folder, "timings.csv");
writeFileSync(csv, timings());

const kernels = join(folder, "gemm.csv");
writeFileSync(
  kernels,
  [
    "dtype,m,n,k,latency_us",
    ...Array.from({ length: 40 }, (_, row) => {
      const [m, n, k] = [1 + row, 1024 + 256 * row, 1024 + 128 * (row % 7)];
      return `bf16,${m},${n},${k},${2 + (2 * n * k) / 1e6}`;
    }),
  ].join("\n"),
);

describe("commands that fit a profile", () => {
  it.each([
    ["fit-e2e", [csv]],
    ["fit-kernels", ["--device", "mine", kernels]],
  ] as const)("%s writes into a folder that is not there yet", async (command, words) => {
    const out = join(folder, command, "deep", "profile.json");
    const fitted = await run(command, ...words, "--out", out, "--memory", "24");
    expect(fitted.err).toBe("");
    expect(JSON.parse(readFileSync(out, "utf8")).sheet.memoryBytes).toBe(24e9);
    const predicted = await run("predict", "preset:qwen3-0.6b", "--device", out, "--workload", "chat");
    expect(predicted.err).toBe("");
  });

  it.each([
    ["fit-e2e", [csv]],
    ["fit-kernels", ["--device", "mine", kernels]],
  ] as const)("%s says what is wrong with a place or a memory it cannot take", async (command, words) => {
    const below = join(csv, "profile.json");
    const fitted = await run(command, ...words, "--out", below);
    expect(fitted.exit).toBe(1);
    expect(fitted.err).toMatch(/^error: --out.*cannot be written/);
    for (const memory of ["Infinity", "1e308", "0", "lots"]) {
      const out = join(folder, "never.json");
      const refused = await run(command, ...words, "--out", out, "--memory", memory);
      expect(refused.exit, memory).toBe(2);
      expect(refused.err, memory).toMatch(/^error: --memory takes the device's memory in GB/);
      expect(existsSync(out)).toBe(false);
    }
  });
});

describe("a device with a runtime for each precision", () => {
  it("is searched with the runtime that predict takes for the workload", async () => {
    const profile = join(folder, "two.json");
    const fitted = await run("fit-e2e", csv, "--out", profile, "--memory", "80");
    expect(JSON.parse(fitted.out).groups).toHaveLength(2);
    const workload = join(folder, "fp8.json");
    writeFileSync(
      workload,
      JSON.stringify({
        id: "fp8",
        name: "fp8",
        phase: "decode",
        batch: 1,
        prompt: 64,
        new: 256,
        precision: "fp8",
        cachePrecision: "bf16",
      }),
    );
    const where = ["--device", profile, "--workload", workload];
    const searched = await run("search", "--space", "paper", "--budget", "200", ...where);
    const [found] = JSON.parse(searched.out).front;
    const design = join(folder, "found.json");
    writeFileSync(design, JSON.stringify(found.design));
    const predicted = JSON.parse((await run("predict", design, ...where)).out);
    expect(predicted.stack).toBe("engine fp8");
    expect(found.latencyMs.value / predicted.latencyMs.value).toBeCloseTo(1, 6);
  });
});

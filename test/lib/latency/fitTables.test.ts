import { describe, expect, it } from "vitest";
import { findPreset } from "@/lib/design/presets";
import { type FitRequest, runFit } from "@/lib/latency/fitProtocol";
import { fitMarks, parameterRangeWords, parameterWords, runtimeFits } from "@/lib/latency/fitWords";

const fitOf = (text: string, name = "mine.csv") => {
  const request: FitRequest = { kind: "fit", id: "own-1", name: "Mine", tables: [{ name, text }] };
  return runFit(request, () => {});
};
const problemsOf = async (text: string) => {
  const fit = await fitOf(text);
  return fit.ok ? [] : fit.problems;
};

/** GEMMs of a device with 3 µs of launch, 80 TFLOP/s and 800 GB/s, with a spread of a few percent that repeats. */
function gemmTable(rows: number, change: (latencyUs: number, row: number) => string = String): string {
  const lines = ["dtype,m,n,k,latency_us"];
  for (let row = 0; row < rows; row++) {
    const m = 2 ** (row % 12);
    const n = 512 * (1 + (row % 7));
    const k = 512 * (1 + (Math.floor(row / 7) % 9));
    const compute = (2 * m * n * k) / 80e6;
    const memory = (2 * (m * n + n * k + m * k)) / 800e3;
    const spread = 1 + 0.03 * Math.sin(17 * row);
    lines.push(`bf16,${m},${n},${k},${change((3 + Math.max(compute, memory)) * spread, row)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Decode timings of one batch and context: bytes over bandwidth, and nothing else to tell apart. */
function decodeTable(models: readonly string[]): string {
  const rows = models.flatMap((model) => {
    const { hiddenSize } = findPreset(model)!.design;
    return [1, 2, 3].map((repeat) => `${model},decode,1,0,64,bf16,${hiddenSize * 0.3 * (1 + 0.01 * repeat)}`);
  });
  return ["model,phase,batch,prompt,new,precision,ms", ...rows].join("\n");
}

describe("a table of timings from the user", () => {
  it("of kernels becomes a device that is close on shapes it has not seen", async () => {
    const fit = await fitOf(gemmTable(1200));
    if (!fit.ok) throw new Error(JSON.stringify(fit.problems));
    const [row] = fit.value.evaluation;
    expect(row!.rows).toBe(1200);
    expect(row!.errorPercent).toBeLessThan(10);
    const marks = fitMarks(fit.value);
    expect(marks).toHaveLength(1200);
    expect(new Set(marks.map(({ series }) => series))).toEqual(new Set(["GEMM, bf16"]));
    expect(fit.value.notes.join(" ")).toMatch(/memory/);
  });

  it("of whole models says what it cannot tell apart", async () => {
    const fit = await fitOf(decodeTable(["qwen3-0.6b", "qwen3-1.7b", "llama-3.2-1b"]));
    if (!fit.ok) throw new Error(JSON.stringify(fit.problems));
    const [runtime] = runtimeFits(fit.value);
    expect(runtime!.timings).toBe(9);
    expect(runtime!.models.map(({ model }) => model)).toEqual(["qwen3-0.6b", "qwen3-1.7b", "llama-3.2-1b"]);
    const refused = runtime!.parameters.filter((parameter) => parameter.refused !== null);
    expect(refused.length).toBeGreaterThan(0);
    for (const parameter of runtime!.parameters) {
      expect(parameterWords(parameter)).toMatch(/×|µs/);
      expect(parameterRangeWords(parameter) === null).toBe(parameter.refused !== null);
    }
  });

  it.each([
    ["without its latency column", "dtype,m,n,k\nbf16,1,1024,1024\n", /latency_us/],
    ["without a dimension", "dtype,m,n,latency_us\nbf16,1,1024,5\n", /needs k|columns k|also needs k/],
    ["of something else", "date,weather\nMonday,rain\n", /fit no known kernel table/],
    ["with negative times", gemmTable(40, (us, row) => (row === 7 ? "-4" : String(us))), /positive number/],
    ["with NaN", gemmTable(40, (us, row) => (row === 3 ? "NaN" : String(us))), /positive number/],
    [
      "with units in its cells",
      gemmTable(40, (us, row) => (row === 3 ? "0.004 ms" : String(us))),
      /positive number/,
    ],
    ["in two units", "dtype,m,n,k,latency_us,latency_ms\nbf16,1,1024,1024,5,0.005\n", /Units are mixed/],
    ["with two rows", gemmTable(2), /Too few rows/],
    ["with a header alone", "dtype,m,n,k,latency_us\n", /no rows/],
    [
      "of whole models without milliseconds",
      "model,phase,batch,prompt,new,precision,s\nqwen3-0.6b,decode,1,0,64,bf16,2\n",
      /ms/,
    ],
    [
      "of whole models nobody knows",
      "model,phase,batch,prompt,new,precision,ms\nnobody,decode,1,0,64,bf16,2\n",
      /named nobody/,
    ],
    [
      "of whole models with two rows",
      "model,phase,batch,prompt,new,precision,ms\nqwen3-0.6b,decode,1,0,64,bf16,200\nqwen3-1.7b,decode,1,0,64,bf16,400\n",
      /too few/,
    ],
  ])("%s is refused with the file, the place and the reason", async (_, text, message) => {
    const problems = await problemsOf(text);
    expect(problems.map(({ message: words, mend }) => `${words} ${mend ?? ""}`).join(" ")).toMatch(message);
  });
});

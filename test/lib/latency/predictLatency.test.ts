import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryOf } from "@/lib/cost/memory";
import { bf16Formats, formatsOf } from "@/lib/cost/precision";
import type { Workload } from "@/lib/cost/workload";
import { shippedWorkloads } from "@/lib/cost/workloads";
import type { Design } from "@/lib/design/design";
import { findPreset } from "@/lib/design/presets";
import { knownDevices } from "@/lib/latency/dataSheet";
import type { DeviceProfile } from "@/lib/latency/deviceProfile";
import { kernelTime } from "@/lib/latency/kernelTime";
import type { LatencyPrediction } from "@/lib/latency/prediction";
import { predictLatency } from "@/lib/latency/predictLatency";
import { typedDevice } from "@/lib/latency/typedDevice";
import { shippedProfile } from "./shippedProfile";

const h100 = shippedProfile("h100_sxm");
const devices = knownDevices.map(({ id }) => shippedProfile(id));
const hybrid = findPreset("nemotron-flash-1b")!.design;
const windowed = findPreset("gemma-3-4b")!.design;
const workload = (fields: Partial<Workload>): Workload => ({
  id: "test",
  name: "test",
  phase: "decode",
  batch: 1,
  prompt: 0,
  new: 256,
  precision: "bf16",
  cachePrecision: "bf16",
  ...fields,
});

function predicted(
  design: Design,
  asked: Workload,
  profile: DeviceProfile = h100,
  stack?: string,
): LatencyPrediction {
  const result = predictLatency(design, asked, profile, stack);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.value;
}

const anyDevice = fc.constantFrom(...devices);
const anyDesign = fc.constantFrom(hybrid, windowed, findPreset("qwen3-0.6b")!.design);
const anyPhase = fc.constantFrom("decode" as const, "both" as const);

describe("the prediction of latency", () => {
  it("is never faster for more generated tokens", () => {
    fc.assert(
      fc.property(
        anyDevice,
        anyDesign,
        anyPhase,
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 8 }),
        (profile, design, phase, prompt, tokens, more, batch) => {
          for (const { id } of profile.stacks) {
            const less = predicted(design, workload({ phase, prompt, new: tokens, batch }), profile, id);
            const longer = predicted(
              design,
              workload({ phase, prompt, new: tokens + more, batch }),
              profile,
              id,
            );
            expect(longer.latencyMs.value).toBeGreaterThanOrEqual(less.latencyMs.value);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it("is never faster for more layers of a kind", () => {
    fc.assert(
      fc.property(
        anyDevice,
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom("prefill" as const, "decode" as const, "both" as const),
        (profile, repeat, phase) => {
          const deep = (extra: number): Design => ({
            ...hybrid,
            stages: [
              { repeat, layers: ["deltanet", "ffn", "mamba2", "ffn", "attention", "ffn"] },
              ...(extra > 0 ? [{ repeat: extra, layers: ["mamba2"] as const }] : []),
            ],
          });
          const asked = workload({ phase, prompt: 100, new: phase === "prefill" ? 0 : 50 });
          expect(predicted(deep(1), asked, profile).latencyMs.value).toBeGreaterThan(
            predicted(deep(0), asked, profile).latencyMs.value,
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it("splits the whole by operator, kernel class and cause without loss", () => {
    for (const profile of devices)
      for (const asked of shippedWorkloads) {
        const { latencyMs, breakdown, byKernelClass, byCause } = predicted(hybrid, asked, profile);
        for (const parts of [breakdown, byKernelClass, byCause]) {
          const sum = parts.reduce((total, { ms }) => total + ms, 0);
          expect(sum / latencyMs.value).toBeCloseTo(1, 9);
          expect(parts.reduce((total, { share }) => total + share, 0)).toBeCloseTo(1, 9);
        }
      }
  });

  it("adds prompt and generation, and states the time to the first token beside the time a token", () => {
    const both = predicted(hybrid, workload({ phase: "both", prompt: 512 }));
    const prefill = predicted(hybrid, workload({ phase: "prefill", prompt: 512, new: 0 }));
    const decode = predicted(hybrid, workload({ phase: "decode", prompt: 512 }));
    expect(both.latencyMs.value).toBeCloseTo(prefill.latencyMs.value + decode.latencyMs.value, 9);
    expect(both.prefillMs?.value).toBeCloseTo(prefill.latencyMs.value, 9);
    expect(both.msPerToken?.value).toBeCloseTo(decode.latencyMs.value / 256, 9);
  });

  it("prefills a long prompt in chunks that cost no less than the chunks alone", () => {
    const short = predicted(hybrid, workload({ phase: "prefill", prompt: 8192, new: 0 }));
    const long = predicted(hybrid, workload({ phase: "prefill", prompt: 16_384, new: 0 }));
    expect(long.latencyMs.value).toBeGreaterThan(1.9 * short.latencyMs.value);
    expect(long.warnings.join(" ")).toContain("Chunked prefill attention");
  });

  it("keeps every figure inside its interval, wider where the kernels were not measured", () => {
    const asked = workload({ new: 1024, prompt: 1024 });
    const plain = predicted(findPreset("llama-3.2-3b")!.design, asked, h100, "kernels").latencyMs;
    const recurrent = predicted(
      { ...hybrid, stages: [{ repeat: 24, layers: ["mamba2"] }] },
      asked,
      h100,
      "kernels",
    ).latencyMs;
    for (const { lo, value, hi } of [plain, recurrent]) {
      expect(lo).toBeLessThan(value);
      expect(hi).toBeGreaterThan(value);
    }
    expect(recurrent.source).toBe("modelled");
    expect(recurrent.hi! / recurrent.value).toBeGreaterThan(plain.hi! / plain.value);
  });

  it("says which dimension lies outside the measured range, and that int4 is bytes over bandwidth", () => {
    const design = { ...hybrid, vocabSize: 1_000_000 };
    const { warnings, latencyMs } = predicted(design, workload({ precision: "int4" }));
    expect(warnings).toContain("GEMM: n lies outside the measured range.");
    expect(warnings.some((warning) => warning.startsWith("int4 times are bytes over bandwidth"))).toBe(true);
    expect(latencyMs.source).toBe("modelled");
  });

  it("computes fp32 between TF32 and CUDA cores, says so, and leaves what streams to its bytes", () => {
    const gemm = (m: number) => ({ op: "gemm", role: "test", m, n: 8192, k: 8192 }) as const;
    const in32 = formatsOf({ precision: "fp32", cachePrecision: "fp32" });
    const ratio = (m: number) => {
      const single = kernelTime(h100, gemm(m), in32);
      const half = kernelTime(h100, gemm(m), bf16Formats);
      return { at: single.us / half.us, width: single.halfWidth, calibrated: single.calibrated };
    };
    const computing = ratio(8192);
    expect(computing.at * Math.exp(-computing.width)).toBeLessThan(2);
    expect(computing.at * Math.exp(computing.width)).toBeGreaterThan(989.4 / 67);
    expect(computing.at).toBeGreaterThan(4);
    expect(computing.calibrated).toBe(false);
    expect(ratio(1).at).toBeLessThan(2.5);
    const asked = { phase: "prefill", prompt: 4096, new: 0 } as const;
    const { warnings } = predicted(hybrid, workload({ ...asked, precision: "fp32", cachePrecision: "fp32" }));
    expect(warnings.join(" ")).toContain("TF32");
    expect(predicted(hybrid, workload(asked)).warnings.join(" ")).not.toContain("TF32");
  });

  it("takes the largest batch that fits, and warns of one that does not", () => {
    const asked = workload({ prompt: 32_768, new: 1, batch: "max" });
    const largest = predicted(hybrid, asked);
    expect(largest.batch).toBe(largest.maxBatch.value);
    expect(largest.memoryBytes.value).toBeLessThanOrEqual(h100.sheet.memoryBytes - h100.reserveBytes);
    const over = predicted(hybrid, { ...asked, batch: largest.batch + 1 });
    expect(over.warnings[0]).toContain("does not fit the memory");
    expect(over.misfit).toBe(over.warnings[0]);
    expect(predicted(hybrid, workload({})).misfit).toBeNull();
  });

  it("keeps no cache for tokens that a prefill never generates", () => {
    const asked = { phase: "prefill", prompt: 4096, batch: "max" } as const;
    const none = predicted(hybrid, workload({ ...asked, new: 0 }));
    const stated = predicted(hybrid, workload({ ...asked, new: 100_000 }));
    expect(stated.maxBatch.value).toBe(none.maxBatch.value);
    expect(stated.memoryBytes.value).toBe(none.memoryBytes.value);
    expect(stated.warnings).toEqual(none.warnings);
  });

  it("says that memory is modelled, with an interval of workspace and reserve around what is counted", () => {
    const asked = workload({ phase: "decode", prompt: 4096, new: 64 });
    const { memoryBytes, maxBatch } = predicted(hybrid, asked);
    const { weightBytes, kvCacheBytes, stateBytes, totalBytes } = memoryOf(hybrid, {
      batch: 1,
      context: 4160,
      workload: asked,
    });
    expect(memoryBytes.value).toBe(totalBytes);
    expect(memoryBytes.source).toBe("modelled");
    expect(memoryBytes.lo!).toBeGreaterThan(weightBytes + kvCacheBytes + stateBytes);
    expect(memoryBytes.lo!).toBeLessThan(totalBytes);
    expect(memoryBytes.hi!).toBeGreaterThan(totalBytes);
    expect(maxBatch.source).toBe("modelled");
    expect(maxBatch.lo!).toBeLessThan(maxBatch.value);
    expect(maxBatch.hi!).toBeGreaterThan(maxBatch.value);
    expect(maxBatch.provenance).toContain("3.5 GB");
    const guessed = predicted(hybrid, asked, { ...h100, memoryAssumed: true });
    expect(guessed.maxBatch.provenance).toContain("assumed");
    expect(guessed.maxBatch.hi!).toBeGreaterThan(3 * maxBatch.value);
  });

  it("refuses a stack the profile lacks, a model that cannot fit, and workloads without sense", () => {
    const problem = (result: ReturnType<typeof predictLatency>) =>
      result.ok ? null : result.problems[0]?.field;
    expect(problem(predictLatency(hybrid, workload({}), h100, "no-such"))).toBe("stack");
    const huge = findPreset("qwen3-32b")!.design;
    expect(problem(predictLatency(huge, workload({ batch: "max" }), shippedProfile("rtx_4090")))).toBe(
      "batch",
    );
    expect(problem(predictLatency(hybrid, workload({ new: 0 }), h100))).toBe("new");
    expect(problem(predictLatency(hybrid, workload({ batch: 1.5 }), h100))).toBe("batch");
    expect(problem(predictLatency(hybrid, workload({ phase: "prefill", prompt: 0 }), h100))).toBe("prompt");
  });

  it("predicts a typed device from first principles, modelled, with a band that holds its measured twin", () => {
    const typed = typedDevice("mine", "Mine", h100.sheet);
    for (const id of ["qwen3-0.6b", "llama-3.2-3b", "smollm2-1.7b"]) {
      const { design } = findPreset(id)!;
      const own = predicted(design, workload({ prompt: 512 }), typed).latencyMs;
      const twin = predicted(design, workload({ prompt: 512 }), h100, "kernels").latencyMs;
      expect(own.source).toBe("modelled");
      expect(twin.value).toBeGreaterThan(own.lo!);
      expect(twin.value).toBeLessThan(own.hi!);
    }
  });
});

describe("the published reading", () => {
  const seconds = (id: string) =>
    predicted(findPreset(id)!.design, shippedWorkloads.find((one) => one.id === "paper-8k")!, h100, "paper")
      .latencyMs.value / 1000;

  it("has both hybrids, which the fit never saw, within 10 % of Table 6", () => {
    expect(Math.abs(seconds("nemotron-flash-1b") / 14.45 - 1)).toBeLessThan(0.1);
    expect(Math.abs(seconds("nemotron-flash-3b") / 28.71 - 1)).toBeLessThan(0.1);
  });

  it("has Nemotron-Flash-1B about 1.9 times as fast as Qwen3-0.6B", () => {
    const ratio = seconds("qwen3-0.6b") / seconds("nemotron-flash-1b");
    expect(ratio).toBeGreaterThan(1.7);
    expect(ratio).toBeLessThan(2.1);
  });

  it("has a large lead in throughput at 32k context", () => {
    const rate = (id: string) =>
      predicted(
        findPreset(id)!.design,
        shippedWorkloads.find((one) => one.id === "paper-32k")!,
        h100,
        "paper",
      ).tokensPerSecond.value;
    expect(rate("nemotron-flash-1b") / rate("qwen3-0.6b")).toBeGreaterThan(20);
  });
});

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DataSheet } from "../../latency/dataSheet";
import type { DeviceProfile } from "../../latency/deviceProfile";
import { type ShippedStack, stackNames } from "../../latency/devices";
import { fitStack, type StackFit, stackFrom } from "../../latency/fit/fitStack";
import { type NamedTiming, readTimingsCsv } from "../../latency/fit/readTimingsCsv";
import type { StackParameter } from "../../latency/fit/stackModel";
import { layerLaunches, stackRows } from "../../latency/fit/stackRows";
import { transferModel } from "../../latency/fit/transferModel";
import { type KernelClass, kernelClasses } from "../../latency/kernel/kernelClass";
import type { KernelModel } from "../../latency/kernel/kernelModel";
import { kernelsStack, type RuntimeStack } from "../../latency/runtimeStack";
import { findDesign } from "../designReference";

/** Hybrids are predicted by the paper's stack, never fitted: what they show is a test. */
export const isHybrid = (model: string) => model.startsWith("Nemotron-Flash");

/** Half-width a stack gains when it is carried to another device: a choice, not a fit; the A100 check stays well inside. */
const carriedWidth = 0.1;

/** NVIDIA H20: Hopper with 96 GB at 4.0 TB/s, 148 TFLOP/s bf16, 60 MB cache and 78 multiprocessors (vendor's data sheet). */
const h20: DataSheet = {
  memoryBytes: 96e9,
  bandwidth: 4e12,
  peakBf16: 148e12,
  peakFp8: 296e12,
  cacheBytes: 60e6,
  sms: 78,
};

/** Whole-model timings of the shared data, by file. */
export async function readTimings(folder: string, file: string): Promise<readonly NamedTiming[]> {
  const timings = await readTimingsCsv(await readFile(join(folder, "e2e", file), "utf8"), findDesign);
  if (!timings.ok) throw new Error(`${file}: ${timings.problems[0]?.field} ${timings.problems[0]?.message}`);
  return timings.value;
}

/** The paper's runtime on the H100 profile, from its transformers. */
export function fitPaperStack(h100: DeviceProfile, timings: readonly NamedTiming[]): StackFit {
  return fitStack(stackRows(h100, timings), {
    candidates: ["kernels", "layers"],
    launches: layerLaunches(h100.models),
  });
}

/** H20 as a device: kernels of the H200, its nearest kin, scaled by the data sheets. */
export function h20Profile(h200: DeviceProfile): DeviceProfile {
  const models = Object.fromEntries(
    kernelClasses.map((kernelClass) => [
      kernelClass,
      transferModel(h200.models[kernelClass], h200.name, h200.sheet, h20),
    ]),
  ) as Record<KernelClass, KernelModel>;
  return { ...h200, id: "h20_96gb", name: "NVIDIA H20 96 GB", sheet: h20, models };
}

/** Short prompts of models up to 14B: there the host, not the GPU, sets the pace of eager decoding. */
const isHostBound = ({ workload, model }: NamedTiming) => workload.prompt <= 6144 && !model.includes("32B");

/** Fits the named runtimes to published whole-model timings and hands out the stack of each device. */
export async function shippedRuntimeStacks(
  profiles: readonly DeviceProfile[],
  folder: string,
  say: (line: string) => void,
): Promise<(device: string, stack: ShippedStack) => RuntimeStack> {
  const profileOf = (id: string) => profiles.find((profile) => profile.id === id)!;
  const table6 = await readTimings(folder, "paper_table6_latency.csv");
  const paper = fitPaperStack(
    profileOf("h100_sxm"),
    table6.filter(({ model }) => !isHybrid(model)),
  );
  const kin = h20Profile(profileOf("h200_sxm"));
  const h20Timings = (await readTimings(folder, "h20__qwen3.csv")).filter(
    ({ workload, model }) => workload.precision === "bf16" && !model.includes("A3B"),
  );
  const fitH20 = (timings: readonly NamedTiming[], candidates: readonly StackParameter["id"][]) =>
    fitStack(stackRows(kin, timings), {
      candidates,
      launches: layerLaunches(kin.models),
      hostBound: candidates.length === 1,
    });
  const graph = fitH20(
    h20Timings.filter(({ stack }) => stack.startsWith("sglang")),
    ["kernels", "layers", "cache", "compute"],
  );
  const eager = fitH20(
    h20Timings.filter((timing) => timing.stack.startsWith("hf-transformers") && isHostBound(timing)),
    ["layers"],
  );
  for (const [name, fit] of [
    ["paper", paper],
    ["cuda-graph", graph],
    ["eager", eager],
  ] as const)
    say(`${name}: ${describeFit(fit)}`);
  return (device, stack) => {
    switch (stack) {
      case "kernels":
        return kernelsStack;
      case "paper":
        return device === "h100_sxm"
          ? stackFrom(paper, {
              id: stack,
              name: stackNames[stack],
              calibrated: true,
              origin: `Fitted to the ten transformers of Table 6 (${describeFit(paper)}); overhead of a Mamba2 or DeltaNet layer in proportion to the launches of its kernels.`,
            })
          : stackFrom(paper, {
              id: stack,
              name: stackNames[stack],
              calibrated: false,
              halfWidth: paper.halfWidth + carriedWidth,
              origin: "Overhead carried over from the paper's H100 runtime; checked on its Table 3.",
            });
      case "cuda-graph":
        return {
          ...stackFrom(graph, {
            id: stack,
            name: stackNames[stack],
            calibrated: false,
            halfWidth: graph.halfWidth + 2 * carriedWidth,
            origin: `Overhead a layer of SGLang 0.4.6 on H20, a Hopper GPU (${describeFit(graph)}), carried over; kernels as the paper's CUDA-graph runtime reaches them on H100.`,
          }),
          factors: paper.factors,
        };
      case "eager":
        return {
          ...stackFrom(eager, {
            id: stack,
            name: stackNames[stack],
            hostBound: true,
            calibrated: false,
            halfWidth: eager.halfWidth + 2 * carriedWidth,
            origin: `Overhead a layer of Transformers 4.51 on H20 (${describeFit(eager)}), carried over: it is the host's, and kernels hide behind it.`,
          }),
          factors: paper.factors,
        };
    }
  };
}

function describeFit(fit: StackFit): string {
  const held = fit.heldOutErrors.map(Math.abs);
  const mean = (100 * held.reduce((sum, error) => sum + error, 0)) / held.length;
  const kernels = fit.factors["weight traffic"].toFixed(2);
  const layer = ((fit.perLayerUs.attention + fit.perLayerUs.feedForward) / 2).toFixed(0);
  return `kernels x ${kernels}, ${layer} us a layer, models left out ${mean.toFixed(1)} % mean, ${(100 * Math.max(...held)).toFixed(1)} % worst`;
}

import { bf16Formats } from "@/lib/cost/precision";
import { shippedWorkloads } from "@/lib/cost/workloads";
import type { Design } from "@/lib/design/design";
import type { Kernel } from "@/lib/design/kernel";
import { findPreset } from "@/lib/design/presets";
import { shippedDevices } from "@/lib/latency/devices";
import { fitDevice } from "@/lib/latency/fit/fitDevice";
import { readKernelCsv } from "@/lib/latency/fit/readKernelCsv";
import { kernelTime } from "@/lib/latency/kernelTime";
import { predictLatency, tableOf } from "@/lib/latency/predictLatency";
import { shippedProfile } from "@/test/lib/latency/shippedProfile";
import { report, time } from "./timing";

/** Speed of the latency models: kernels cold and remembered, an edited design, a fit of 2,000 rows. */
const profile = shippedProfile("h100_sxm");
const workload = shippedWorkloads.find(({ id }) => id === "paper-8k")!;
const kernels = Array.from(
  { length: 1000 },
  (_, index): Kernel =>
    index % 2 === 0
      ? {
          op: "gemm",
          role: "any",
          m: 1 + (index % 64),
          n: 1024 + 64 * (index % 37),
          k: 1024 + 128 * (index % 29),
        }
      : {
          op: "attention",
          phase: "decode",
          batch: 1,
          tokens: 1,
          context: 16 * index,
          heads: 16,
          kvHeads: 4,
          headDim: 128,
          window: null,
        },
);
const table = tableOf(profile);
for (const kernel of kernels) table.kernel(kernel, bf16Formats);

report(
  "1,000 kernels remembered (1,000,000 a second: 1 ms)",
  time(() => kernels.map((kernel) => table.kernel(kernel, bf16Formats).us), 41, 20),
  1,
);
report(
  "1,000 kernels cold (50,000 a second: 20 ms)",
  time(() => kernels.map((kernel) => kernelTime(profile, kernel, bf16Formats).us), 21, 2),
  20,
);

const base = findPreset("nemotron-flash-3b")!.design;
const deep: Design = { ...base, stages: [{ repeat: 15, layers: ["deltanet", "ffn", "attention", "ffn"] }] };
let edit = 0;
predictLatency(deep, workload, profile);
predictLatency({ ...deep, stages: [{ repeat: 1, layers: ["mamba2"] }] }, workload, profile);
report(
  "an edited design of 60 layers",
  time(
    () => {
      edit = (edit + 1) % 40;
      const stages = [...deep.stages, { repeat: 1 + edit, layers: ["mamba2", "ffn"] as const }];
      return predictLatency({ ...deep, stages }, workload, profile);
    },
    41,
    1000,
  ),
  0.1,
);

const rows = ["dtype,m,n,k,latency_us"];
for (let index = 0; index < 2000; index++) {
  const [m, n, k] = [2 ** (index % 13), 512 * (1 + (index % 41)), 256 * (1 + (index % 31))];
  rows.push(`bf16,${m},${n},${k},${(4 + (2 * m * n * k) / 6e8 + (2 * n * k) / 2.5e6).toFixed(3)}`);
}
const text = rows.join("\n");
const lenders = shippedDevices.map(({ id }) => shippedProfile(id));
for (const [words, lent] of [
  ["alone", []],
  ["with what seven devices lend", lenders],
] as const)
  report(
    `reading, fitting and judging 2,000 rows, ${words}`,
    time(
      () => {
        const read = readKernelCsv(text, { needsLatency: true });
        if (!read.ok) throw new Error("unreadable");
        return fitDevice(read.value.rows, { id: "x", name: "x", lenders: lent });
      },
      3,
      1,
    ),
    3000,
  );

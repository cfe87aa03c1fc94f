import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readCsvTable } from "../../base/csvTable";
import { rankCorrelation } from "../../base/rankCorrelation";
import { describeDesign } from "../../cost/describe";
import { findWorkload } from "../../cost/parseWorkload";
import type { Workload } from "../../cost/workload";
import { findPreset } from "../../design/presets";
import { knownDevices } from "../../latency/dataSheet";
import { type DeviceProfile, readDeviceProfile } from "../../latency/deviceProfile";
import type { EvaluationReport, NewDeviceError } from "../../latency/evaluate/evaluationReport";
import { newDeviceErrors } from "../../latency/evaluate/newDevice";
import { type PublishedTiming, publishedLatencies } from "../../latency/evaluate/publishedLatencies";
import { fitEndToEnd } from "../../latency/fit/fitEndToEnd";
import { predictLatency } from "../../latency/predictLatency";
import { buildDevice, readDeviceRows } from "./buildProfiles";
import { fitPaperStack, isHybrid, readTimings } from "./shippedRuntimeStacks";

/** Classes and rows of the test of a device nobody knows. */
const newDeviceClasses = ["gemm_bf16", "prefill_attention", "decode_attention"] as const;
const newDeviceRows = 200;

/** Latency-matched designs of the paper's Table 3 that have presets, with their published seconds. */
const tableThree = [
  { preset: "latency-matched-swa", seconds: 18.01 },
  { preset: "latency-matched-mamba2-ffn", seconds: 17.73 },
  { preset: "searched-latency-837m", seconds: 17.71 },
] as const;

/** Everything `npm run eval:latency` reports, from the measured data and the shipped profiles. */
export async function evaluateLatency(
  folder: string,
  profileFolder: string,
  say: (line: string) => void,
): Promise<EvaluationReport> {
  const profiles = new Map<string, DeviceProfile>();
  for (const { id } of knownDevices) profiles.set(id, await shippedProfile(profileFolder, id));
  const h100 = profiles.get("h100_sxm")!;
  return {
    kernels: await kernelErrors(folder, say),
    newDevices: await newDevices(folder, say),
    latency: await tableSix(h100, folder),
    searchStudy: publishedLatencies(profiles.get("a100_sxm")!, "paper", searchTimings(), new Map()),
    throughput: await throughputs(h100, folder),
    h20: await h20Groups(folder),
  };
}

async function shippedProfile(folder: string, id: string): Promise<DeviceProfile> {
  const profile = readDeviceProfile(JSON.parse(await readFile(join(folder, `${id}.json`), "utf8")));
  if (!profile.ok) throw new Error(`${id}: ${profile.problems[0]?.message}`);
  return profile.value;
}

async function kernelErrors(
  folder: string,
  say: (line: string) => void,
): Promise<EvaluationReport["kernels"]> {
  const tables: EvaluationReport["kernels"][number][] = [];
  for (const device of knownDevices) {
    const { evaluation } = await buildDevice(device, folder, say);
    const total = evaluation.reduce((sum, { rows }) => sum + rows, 0);
    const covered = evaluation.reduce((sum, { rows, coveragePercent }) => sum + rows * coveragePercent, 0);
    tables.push({ device: device.id, rows: evaluation, pooledCoveragePercent: covered / total });
  }
  return tables;
}

async function newDevices(folder: string, say: (line: string) => void): Promise<readonly NewDeviceError[]> {
  const devices = knownDevices.filter(({ id }) => id !== "rtx_4090");
  const tables = await Promise.all(devices.map(({ id }) => readDeviceRows(id, folder)));
  return newDeviceClasses.flatMap((kernelClass) => {
    const measured = devices.flatMap((device, index) => {
      const rows = tables[index]!.get(kernelClass);
      return rows === undefined ? [] : [{ ...device, rows }];
    });
    return newDeviceErrors(measured, newDeviceRows).map(({ device, errorPercent }) => {
      say(`${device} ${kernelClass} as a new device: ${errorPercent.toFixed(1)} %`);
      return { device, kernelClass, rows: newDeviceRows, errorPercent };
    });
  });
}

async function tableSix(h100: DeviceProfile, folder: string): Promise<EvaluationReport["latency"]> {
  const timings = await readTimings(folder, "paper_table6_latency.csv");
  const transformers = timings.filter(({ model }) => !isHybrid(model));
  const fit = fitPaperStack(h100, transformers);
  const leftOut = new Map(transformers.map(({ model }, index) => [model, fit.heldOutErrors[index]!]));
  const published = timings.map(
    ({ model, design, workload, ms }): PublishedTiming => ({ model, design, workload, seconds: ms / 1000 }),
  );
  const rows = publishedLatencies(h100, "paper", published, leftOut);
  const seconds = (model: string) => {
    const row = rows.find((candidate) => candidate.model === model)!;
    return { published: row.publishedSeconds, predicted: row.predictedSeconds };
  };
  const ratio = (slow: string, fast: string) => ({
    words: `${slow} over ${fast}`,
    published: seconds(slow).published / seconds(fast).published,
    predicted: seconds(slow).predicted / seconds(fast).predicted,
  });
  return {
    rows,
    meanLeftOutPercent: mean(fit.heldOutErrors.map((error) => 100 * Math.abs(error))),
    rankCorrelation: rankCorrelation(
      rows.map(({ publishedSeconds }) => publishedSeconds),
      rows.map(({ predictedSeconds }) => predictedSeconds),
    ),
    ratios: [ratio("Qwen3-0.6B", "Nemotron-Flash-1B"), ratio("Qwen3-1.7B", "Nemotron-Flash-3B")],
    coveragePercent:
      100 *
      mean(
        rows.map(({ publishedSeconds, loSeconds, hiSeconds }) =>
          publishedSeconds >= loSeconds && publishedSeconds <= hiSeconds ? 1 : 0,
        ),
      ),
  };
}

function searchTimings(): readonly PublishedTiming[] {
  const workload = workloadNamed("search-8k-a100");
  return tableThree.flatMap(({ preset, seconds }) => {
    const found = findPreset(preset);
    return found === null ? [] : [{ model: found.name, design: found.design, workload, seconds }];
  });
}

async function throughputs(h100: DeviceProfile, folder: string): Promise<EvaluationReport["throughput"]> {
  const text = await readFile(join(folder, "e2e", "paper_table6_throughput.csv"), "utf8");
  const workload = workloadNamed("paper-32k");
  const rows = readCsvTable(text).rows.flatMap((record) => {
    const preset = findPreset(record.model ?? "");
    if (preset === null) return [];
    const predicted = predictLatency(preset.design, workload, h100, "paper");
    if (!predicted.ok) throw new Error(`${record.model}: ${predicted.problems[0]?.message}`);
    const rate = Number(record.tokens_per_s);
    return [
      {
        model: record.model ?? "",
        published: rate,
        predicted: predicted.value.tokensPerSecond.value,
        batch: predicted.value.batch,
        impliedTerabytes: (rate * describeDesign(preset.design).kvBytesPerToken * 32_768) / 1e12,
      },
    ];
  });
  const of = (model: string) => rows.find((row) => row.model === model)!;
  const [fast, slow] = [of("Nemotron-Flash-1B"), of("Qwen3-0.6B")];
  return {
    rows,
    rankCorrelation: rankCorrelation(
      rows.map(({ published }) => published),
      rows.map(({ predicted }) => predicted),
    ),
    ratio: {
      words: "Nemotron-Flash-1B over Qwen3-0.6B",
      published: fast.published / slow.published,
      predicted: fast.predicted / slow.predicted,
    },
  };
}

async function h20Groups(folder: string): Promise<EvaluationReport["h20"]> {
  const fit = fitEndToEnd(await readTimings(folder, "h20__qwen3.csv"), { id: "h20", name: "H20" });
  if (!fit.ok) throw new Error(fit.problems[0]?.message);
  return fit.value.groups
    .filter(({ leaveOneModelOutPercent }) => Number.isFinite(leaveOneModelOutPercent))
    .map(({ stack, timings, leaveOneModelOutPercent, fit: found }) => ({
      stack: stack.name,
      timings: timings.length,
      leftOutPercent: leaveOneModelOutPercent,
      worstPercent: 100 * Math.max(...found.heldOutErrors.map(Math.abs)),
    }));
}

function workloadNamed(id: string): Workload {
  const workload = findWorkload(id);
  if (!workload.ok) throw new Error(`no workload ${id}`);
  return workload.value;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

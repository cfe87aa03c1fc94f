import type { EvaluationReport, PublishedLatency } from "../../latency/evaluate/evaluationReport";
import { kernelClassLabels } from "../../latency/kernel/kernelClass";

/** The evaluation as markdown tables, for the README. */
export function reportMarkdown(report: EvaluationReport): string {
  return [
    "### Kernels: shape families held out whole (5 folds)\n",
    table(
      ["device", "kernel", "rows", "families", "error %", "roofline %", "within 10 %", "covered %"],
      report.kernels.flatMap(({ device, rows }) =>
        rows.map((row) => [
          device,
          kernelClassLabels[row.kernelClass],
          String(row.rows),
          String(row.families),
          row.errorPercent.toFixed(2),
          row.rooflinePercent.toFixed(1),
          row.within10Percent.toFixed(0),
          row.coveragePercent.toFixed(0),
        ]),
      ),
    ),
    table(
      ["device", "covered by the 90 % interval, all rows, %"],
      report.kernels.map(({ device, pooledCoveragePercent }) => [device, pooledCoveragePercent.toFixed(1)]),
    ),
    "### A device nobody knows: 200 rows a kernel, unseen families\n",
    table(
      ["device", "kernel", "error %"],
      report.newDevices.map(({ device, kernelClass, errorPercent }) => [
        device,
        kernelClassLabels[kernelClass],
        errorPercent.toFixed(1),
      ]),
    ),
    "### Table 6: 8,192 tokens, batch 1, H100\n",
    latencyTable(report.latency.rows),
    `Transformers, each left out: ${report.latency.meanLeftOutPercent.toFixed(2)} % mean. Rank correlation over all: ${report.latency.rankCorrelation.toFixed(3)}. Inside the 90 % interval: ${report.latency.coveragePercent.toFixed(0)} %.\n`,
    table(
      ["ratio", "published", "predicted"],
      report.latency.ratios.map(({ words, published, predicted }) => [
        words,
        published.toFixed(2),
        predicted.toFixed(2),
      ]),
    ),
    "### Table 3: 8,192 tokens, batch 1, A100; overhead carried over, nothing fitted\n",
    latencyTable(report.searchStudy),
    "### Throughput at 32,768 context, largest batch, H100\n",
    table(
      ["model", "published tokens/s", "predicted", "batch", "implied cache bandwidth TB/s"],
      report.throughput.rows.map((row) => [
        row.model,
        row.published.toFixed(0),
        row.predicted.toFixed(0),
        String(row.batch),
        row.impliedTerabytes.toFixed(2),
      ]),
    ),
    `Rank correlation ${report.throughput.rankCorrelation.toFixed(3)}. ${report.throughput.ratio.words}: published ${report.throughput.ratio.published.toFixed(1)}x, predicted ${report.throughput.ratio.predicted.toFixed(1)}x. The published rates imply 0.54 to 1.0 TB/s of cache bandwidth, far below the device's; these batches lie outside the measured range.\n`,
    "### H20, whole models, each model left out\n",
    table(
      ["runtime", "timings", "error %", "worst %"],
      report.h20.map((row) => [
        row.stack,
        String(row.timings),
        row.leftOutPercent.toFixed(1),
        row.worstPercent.toFixed(1),
      ]),
    ),
  ].join("\n");
}

function latencyTable(rows: readonly PublishedLatency[]): string {
  return table(
    [
      "model",
      "published s",
      "predicted s",
      "90 % interval",
      "error %",
      "left out %",
      "recurrent constants at their ends %",
    ],
    rows.map((row) => [
      row.model,
      row.publishedSeconds.toFixed(2),
      row.predictedSeconds.toFixed(2),
      `${row.loSeconds.toFixed(1)} to ${row.hiSeconds.toFixed(1)}`,
      signed(row.errorPercent),
      row.fitted ? signed(row.leftOutPercent) : "never fitted",
      row.bandEndsPercent === null ? "" : row.bandEndsPercent.map(signed).join(", "),
    ]),
  );
}

const signed = (value: number) => `${value >= 0 ? "+" : "−"}${Math.abs(value).toFixed(1)}`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return `${[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")}\n`;
}

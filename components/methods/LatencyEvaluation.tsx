import { signedDigits } from "@/lib/base/signedDigits";
import { knownDevices } from "@/lib/latency/dataSheet";
import type {
  EvaluationReport,
  NewDeviceError,
  PublishedLatency,
} from "@/lib/latency/evaluate/evaluationReport";
import { kernelClassLabels } from "@/lib/latency/kernel/kernelClass";
import { type Column, DataTable, Prose } from "./prose";

/** What the latency models were wrong by on what they had not seen: devices, whole models, and the paper's own timings. */
export function LatencyEvaluation({ report }: { readonly report: EvaluationReport }) {
  return (
    <>
      <NewDevices errors={report.newDevices} />
      <PublishedTimings report={report} />
      <Prose>
        <p>
          Whole-model timings free at most one parameter for every three rows, and only those the rows tell
          apart; memory rate, overhead and the choice of parameters are found again without each model before
          it is predicted. A Mixture of Experts under eager PyTorch is missed by far: its loop over experts
          has no parameter, as one such model cannot tell it.
        </p>
      </Prose>
      <DataTable
        caption="Qwen3 on one H20, each model left out: time of prompt and 2,048 new tokens"
        rows={report.h20}
        keyOf={({ stack }) => stack}
        columns={[
          { title: "Runtime", cell: ({ stack }) => stack },
          { title: "Timings", figures: true, cell: ({ timings }) => timings },
          {
            title: "Mean error",
            figures: true,
            cell: ({ leftOutPercent }) => `${leftOutPercent.toFixed(1)} %`,
          },
          { title: "Worst", figures: true, cell: ({ worstPercent }) => `${worstPercent.toFixed(0)} %` },
        ]}
      />
    </>
  );
}

function NewDevices({ errors }: { readonly errors: readonly NewDeviceError[] }) {
  const classes = [...new Set(errors.map(({ kernelClass }) => kernelClass))];
  const devices = [...new Set(errors.map(({ device }) => device))];
  const rowsEach = errors[0]?.rows ?? 0;
  const errorOf = (device: string, kernelClass: string) =>
    errors.find((error) => error.device === device && error.kernelClass === kernelClass)?.errorPercent;
  return (
    <>
      <Prose>
        <p>
          A device of your own, fitted to a table with few rows, borrows what the shipped devices deviate from
          their rooflines: a ridge regression weighs their trees, small trees take the rest, and families held
          out decide whether borrowing helps. Here each shipped device plays the one nobody knows: no data
          sheet, {rowsEach} random rows a kernel, judged on families that neither it nor any lender has seen.
        </p>
      </Prose>
      <DataTable<string>
        caption={`Mean error of a new device fitted to ${rowsEach} rows a kernel, on unseen families`}
        rows={devices}
        keyOf={(device) => device}
        columns={[
          {
            title: "Device",
            cell: (device) => knownDevices.find(({ id }) => id === device)?.name ?? device,
          },
          ...classes.map((kernelClass) => ({
            title: kernelClassLabels[kernelClass],
            figures: true,
            cell: (device: string) => `${errorOf(device, kernelClass)?.toFixed(1) ?? "not measured"} %`,
          })),
        ]}
      />
    </>
  );
}

function PublishedTimings({ report }: { readonly report: EvaluationReport }) {
  const { rows, meanLeftOutPercent, rankCorrelation, coveragePercent, ratios } = report.latency;
  return (
    <>
      <Prose>
        <p>
          The paper's runtime is two numbers fitted to its ten transformers: a factor on the kernels and an
          overhead a layer. Each transformer left out in turn, the mean error is{" "}
          {meanLeftOutPercent.toFixed(1)} %; hybrids are never fitted. The overhead of a Mamba2 or DeltaNet
          layer is no fit either: it is in proportion to the launches of the layer's measured kernels, and the
          last column moves it 30 % down and up. Rank correlation over all models {rankCorrelation.toFixed(3)}
          ; inside the 90 % interval {coveragePercent.toFixed(0)} %.{" "}
          {ratios
            .map(
              ({ words, published, predicted }) =>
                `${words}: published ${published.toFixed(2)}x, predicted ${predicted.toFixed(2)}x.`,
            )
            .join(" ")}
        </p>
      </Prose>
      <DataTable<PublishedLatency>
        caption="Table 6, 8,192 tokens at batch 1 on H100"
        rows={rows}
        keyOf={({ model }) => model}
        columns={publishedColumns}
      />
      <DataTable<PublishedLatency>
        caption="Table 3, 8,192 tokens at batch 1 on A100; overhead carried over from H100, nothing fitted"
        rows={report.searchStudy}
        keyOf={({ model }) => model}
        columns={publishedColumns}
      />
    </>
  );
}

const publishedColumns: readonly Column<PublishedLatency>[] = [
  { title: "Model", cell: ({ model }) => model },
  { title: "Published, s", figures: true, cell: ({ publishedSeconds }) => publishedSeconds.toFixed(2) },
  {
    title: "Predicted, s",
    figures: true,
    cell: ({ predictedSeconds, loSeconds, hiSeconds }) =>
      `${predictedSeconds.toFixed(1)} (${loSeconds.toFixed(1)} to ${hiSeconds.toFixed(1)})`,
  },
  { title: "Error", figures: true, cell: ({ errorPercent }) => signed(errorPercent) },
  {
    title: "Left out",
    figures: true,
    cell: ({ fitted, leftOutPercent }) => (fitted ? signed(leftOutPercent) : "never fitted"),
  },
  {
    title: "Recurrent overhead at its ends",
    figures: true,
    cell: ({ bandEndsPercent }) => (bandEndsPercent === null ? "" : bandEndsPercent.map(signed).join(", ")),
  },
];

function signed(percent: number): string {
  return `${signedDigits(percent, 1)} %`;
}

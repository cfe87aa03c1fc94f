import { shippedWorkloads } from "@/lib/cost/workloads";
import { findPreset } from "@/lib/design/presets";
import type { DeviceProfile } from "@/lib/latency/deviceProfile";
import { predictLatency } from "@/lib/latency/predictLatency";
import { publishedModels } from "@/lib/quality/publishedModels";
import { DataTable, Prose } from "./prose";

/** Latency and throughput of the paper's thirteen models: published beside predicted. */
export function TableSixLatency({ profile }: { readonly profile: DeviceProfile | null }) {
  const [decode, throughput] = ["paper-8k", "paper-32k"].map((id) =>
    shippedWorkloads.find((workload) => workload.id === id),
  );
  if (profile === null || decode === undefined || throughput === undefined) return null;
  const rows = publishedModels.map((model) => {
    const design = findPreset(model.presetId)?.design;
    const timed = design && predictLatency(design, decode, profile);
    const served = design && predictLatency(design, throughput, profile);
    return {
      model,
      latency: timed?.ok ? timed.value.latencyMs : null,
      served: served?.ok ? served.value : null,
    };
  });
  const stack = profile.stacks.find(({ id }) => id === profile.defaultStack);
  return (
    <>
      <Prose>
        <p>
          Decode of 8,192 tokens at batch 1, and decode at 32,768 context at the largest batch that fits, on{" "}
          {profile.name} with the stack “{stack?.name}”. {stack?.origin}
        </p>
        <p>
          The paper states neither prompt length nor precision; an empty prompt and bf16 are assumed. Its 32k
          rates imply 0.54 to 1.0 TB/s of cache bandwidth, a third of what the device reads at its best, and
          batches of that size lie outside the measured range of the attention kernels: read the throughput
          column for its order, not its size.
        </p>
      </Prose>
      <DataTable
        caption="Published in Table 6 of arXiv:2511.18890, predicted by this app"
        rows={rows}
        keyOf={({ model }) => model.id}
        columns={[
          { title: "Model", cell: ({ model }) => model.name },
          { title: "Published, s", figures: true, cell: ({ model }) => model.latencySeconds.toFixed(2) },
          {
            title: "Predicted, s",
            figures: true,
            cell: ({ latency }) =>
              latency === null
                ? "unknown"
                : `${seconds(latency.value)} (${seconds(latency.lo)} to ${seconds(latency.hi)})`,
          },
          {
            title: "Error",
            figures: true,
            cell: ({ model, latency }) =>
              latency === null ? "" : percent(latency.value / 1000 / model.latencySeconds - 1),
          },
          {
            title: "Published, tokens/s",
            figures: true,
            cell: ({ model }) => model.throughput.toLocaleString("en-US"),
          },
          {
            title: "Predicted, tokens/s",
            figures: true,
            cell: ({ served }) =>
              served === null
                ? "does not fit"
                : Math.round(served.tokensPerSecond.value).toLocaleString("en-US"),
          },
          { title: "Batch", figures: true, cell: ({ served }) => served?.batch ?? "" },
        ]}
      />
    </>
  );
}

function seconds(ms: number | null): string {
  return ms === null ? "unknown" : (ms / 1000).toFixed(1);
}

function percent(ratio: number): string {
  return `${ratio < 0 ? "−" : "+"}${Math.abs(100 * ratio).toFixed(1)} %`;
}

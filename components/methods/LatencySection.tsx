import type { DeviceProfile, EvaluationRow } from "@/lib/latency/deviceProfile";
import { kernelClassLabels } from "@/lib/latency/kernel/kernelClass";
import type { RuntimeStack } from "@/lib/latency/runtimeStack";
import { DataTable, Prose } from "./prose";

/** How times are predicted, and how far each device's kernel models were wrong on shapes they had not seen. */
export function LatencySection({ profiles }: { readonly profiles: readonly DeviceProfile[] }) {
  const stacks = profiles.flatMap((profile) => profile.stacks.map((stack) => ({ profile, stack })));
  return (
    <>
      <Prose>
        <p>
          Each kernel class of a device has a roofline of two memory tiers (launch, compute, and bytes at a
          rate that falls from cache to memory), fitted in log time, and on it an ensemble of boosted
          regression trees for what the roofline leaves over. Outside the measured shapes the trees fade and
          the roofline speaks alone, with a wider interval; the estimate then says which dimension lies
          outside.
        </p>
        <p>
          Classes nobody measured on a device are modelled: the decode of every recurrence by the bytes of its
          state, on the memory rates fitted to Gated DeltaNet; prefill by the nearest measured kernel, scaled
          by FLOPs and bytes. A step is the sum of its kernels, as the runtime stack reaches them, plus that
          stack's overhead for each layer and step. Decode integrates over the growing context by quadrature.
        </p>
        <p>
          Kernel intervals are split-conformal: residuals of shape families that the fit had not seen. Errors
          of one class go together and errors of different classes do not, so a class's errors are added with
          their measured correlation and the classes in quadrature.
        </p>
      </Prose>
      {profiles.map((profile) => (
        <Evaluation key={profile.id} profile={profile} />
      ))}
      <DataTable<{ readonly profile: DeviceProfile; readonly stack: RuntimeStack }>
        caption="Runtime stacks. Overheads are microseconds for each layer of a kind, and for each step"
        rows={stacks}
        keyOf={({ profile, stack }) => `${profile.id} ${stack.id}`}
        columns={[
          { title: "Device", cell: ({ profile }) => profile.name },
          { title: "Stack", cell: ({ stack }) => stack.name },
          {
            title: "Factor",
            figures: true,
            cell: ({ stack }) => stack.factors["weight traffic"].toFixed(2),
          },
          { title: "Attention", figures: true, cell: ({ stack }) => stack.perLayerUs.attention.toFixed(1) },
          { title: "Linear", figures: true, cell: ({ stack }) => stack.perLayerUs.linear.toFixed(1) },
          { title: "FFN", figures: true, cell: ({ stack }) => stack.perLayerUs.feedForward.toFixed(1) },
          { title: "Step", figures: true, cell: ({ stack }) => stack.perStepUs.toFixed(0) },
          { title: "Origin", cell: ({ stack }) => stack.origin },
        ]}
      />
    </>
  );
}

function Evaluation({ profile }: { readonly profile: DeviceProfile }) {
  const { name, evaluation, provenance } = profile;
  return (
    <div className="mb-5">
      <h3 className="mb-1 text-base font-semibold">{name}</h3>
      {evaluation.length > 0 && (
        <DataTable<EvaluationRow>
          caption="Five folds over shape families: every family held out once, mean over rows"
          rows={evaluation}
          keyOf={({ kernelClass }) => kernelClass}
          columns={[
            { title: "Kernel class", cell: ({ kernelClass }) => kernelClassLabels[kernelClass] },
            { title: "Rows", figures: true, cell: ({ rows }) => rows.toLocaleString("en-US") },
            { title: "Families", figures: true, cell: ({ families }) => families },
            { title: "Error", figures: true, cell: ({ errorPercent }) => `${errorPercent.toFixed(1)} %` },
            {
              title: "Roofline alone",
              figures: true,
              cell: ({ rooflinePercent }) => `${rooflinePercent.toFixed(1)} %`,
            },
            {
              title: "Within 10 %",
              figures: true,
              cell: ({ within10Percent }) => `${within10Percent.toFixed(0)} %`,
            },
            {
              title: "In the 90 % interval",
              figures: true,
              cell: ({ coveragePercent }) => `${coveragePercent.toFixed(0)} %`,
            },
          ]}
        />
      )}
      <p className="max-w-prose text-xs text-ink-muted">
        {provenance.note}{" "}
        {provenance.sources.map(({ name: source, licence }) => `${source} (${licence})`).join("; ")}.{" "}
        {provenance.notice}
      </p>
    </div>
  );
}

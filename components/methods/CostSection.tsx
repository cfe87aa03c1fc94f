import { figureText } from "@/lib/base/figure";
import { describeDesign } from "@/lib/cost/describe";
import { presets } from "@/lib/design/presets";
import { DataTable, Prose } from "./prose";

/** What is counted, and the counts of every preset. */
export function CostSection() {
  const rows = presets.map(({ id, name, source, design }) => ({
    id,
    name,
    source,
    description: describeDesign(design),
  }));
  return (
    <>
      <Prose>
        <p>
          Parameters are summed tensor by tensor in the terms of the reference implementations (transformers,
          flash-linear-attention, mamba-ssm); totals of published models come out to the unit. A multiply and
          an add count as two FLOPs.
        </p>
        <p>
          Only attention layers keep a KV cache, capped by their window; linear and state-space layers keep a
          state of fixed size, held in 32-bit floats by their kernels, and convolutions keep their last
          inputs. A design is lowered to the kernels a serving runtime launches, with merged query-key-value
          and gate-up projections, and each kernel's FLOPs and bytes follow from its shape and number formats.
        </p>
      </Prose>
      <DataTable
        caption="Presets, counted at bf16"
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          { title: "Model", cell: ({ name }) => name },
          {
            title: "Parameters",
            figures: true,
            cell: ({ description }) => description.params.total.toLocaleString("en-US"),
          },
          {
            title: "KV cache",
            figures: true,
            cell: ({ description }) => figureText(description.kvBytesPerToken, "B/token"),
          },
          {
            title: "State",
            figures: true,
            cell: ({ description }) => figureText(description.stateBytes, "B"),
          },
          {
            title: "FLOPs",
            figures: true,
            cell: ({ description }) => figureText(description.flopsPerToken, "FLOP/token"),
          },
          { title: "Origin of the sizes", cell: ({ source }) => source },
        ]}
      />
    </>
  );
}

import { effects } from "@/lib/quality/effects/effects";
import { DataTable, Prose } from "./prose";

/** Every effect on the loss with its weight, its evidence and its origin. */
export function EffectsTable() {
  return (
    <>
      <Prose>
        <p>
          What the law cannot see adds as separate terms: a feature of the pattern times an uncertain weight.
          The error of a weight is one error, shared by all designs that have the feature, so it cancels
          between them. Grades: A several labs and sweeps, B one or two, C contrasts that differ, D one paper.
          Any term can be switched off or given a weight of one's own in the Quality tab.
        </p>
      </Prose>
      <DataTable
        caption="Weight at full strength, nats a token; negative is better"
        rows={effects}
        keyOf={({ id }) => id}
        columns={[
          { title: "Effect", cell: ({ label }) => label },
          { title: "Mean", figures: true, cell: ({ mean }) => signed(mean) },
          { title: "sd", figures: true, cell: ({ sd }) => sd.toFixed(3) },
          { title: "Grade", cell: ({ grade }) => grade },
          { title: "Formula and evidence", cell: ({ provenance }) => provenance },
        ]}
      />
    </>
  );
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;
}

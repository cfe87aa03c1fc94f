import Link from "next/link";
import { shippedWorkloads } from "@/lib/cost/workloads";
import type { Design } from "@/lib/design/design";
import type { DeviceProfile } from "@/lib/latency/deviceProfile";
import type { EvaluationReport } from "@/lib/latency/evaluate/evaluationReport";
import { predictLatency } from "@/lib/latency/predictLatency";
import { paperStudies } from "@/lib/quality/studies/studies";
import { CostSection } from "./CostSection";
import { LatencyEvaluation } from "./LatencyEvaluation";
import { LatencySection } from "./LatencySection";
import { LawSection } from "./LawSection";
import { MeasureSection } from "./MeasureSection";
import { Contents, Section } from "./prose";
import { ReproductionSection } from "./ReproductionSection";
import { StudySection } from "./StudySection";
import { TableSixLatency } from "./TableSixLatency";

interface MethodsPageProps {
  readonly profiles: readonly DeviceProfile[];
  readonly evaluation: EvaluationReport;
}

const parts = [
  { id: "counts", title: "Parameters, FLOPs, bytes" },
  { id: "latency", title: "Latency" },
  { id: "latency-unseen", title: "Latency of what was not seen" },
  { id: "table-6-latency", title: "Table 6: latency and throughput" },
  { id: "measuring", title: "Measuring on this device" },
  { id: "quality", title: "Quality" },
] as const;

const reproduction = { id: "search-again", title: "The search, run again" } as const;

/** How every number is made: models, data, held-out errors, and the paper's own figures beside this app's. */
export function MethodsPage({ profiles, evaluation }: MethodsPageProps) {
  const studies = paperStudies(depthStudyLatency(profiles));
  return (
    <div className="methods">
      <header className="mb-6">
        <Link href="/" className="text-ink-muted hover:text-ink">
          ← Workbench
        </Link>
        <h1 className="mt-2 text-xl font-semibold">How every number is made</h1>
        <p className="mt-2 max-w-prose text-base text-ink-soft">
          A figure in the workbench is counted, measured, calibrated from measured kernels, modelled, or
          published by others, and says which. Here is what stands behind each, how far it was wrong on data
          it had not seen, and what this app says of the paper's own experiments. Intervals are 90 %.
        </p>
      </header>
      <Contents parts={[...parts, ...studies.map(({ id, title }) => ({ id, title })), reproduction]} />
      <main>
        <Section id="counts" title="Parameters, FLOPs, bytes">
          <CostSection />
        </Section>
        <Section id="latency" title="Latency">
          <LatencySection profiles={profiles} />
        </Section>
        <Section id="latency-unseen" title="Latency of what was not seen">
          <LatencyEvaluation report={evaluation} />
        </Section>
        <Section id="table-6-latency" title="Table 6: latency and throughput">
          <TableSixLatency profile={profiles.find(({ id }) => id === "h100_sxm") ?? null} />
        </Section>
        <Section id="measuring" title="Measuring on this device">
          <MeasureSection />
        </Section>
        <Section id="quality" title="Quality">
          <LawSection />
        </Section>
        {studies.map((study) => (
          <Section key={study.id} id={study.id} title={study.title}>
            <StudySection study={study} />
          </Section>
        ))}
        <Section {...reproduction}>
          <ReproductionSection profile={profiles.find(({ id }) => id === "a100_sxm") ?? null} />
        </Section>
      </main>
    </div>
  );
}

/** Latency in the depth study's conditions: 1k tokens, batch 1, A100, the paper's runtime where the profile has it. */
function depthStudyLatency(profiles: readonly DeviceProfile[]): (design: Design) => number | null {
  const profile = profiles.find(({ id }) => id === "a100_sxm");
  const workload = shippedWorkloads.find(({ id }) => id === "depth-1k-a100");
  if (profile === undefined || workload === undefined) return () => null;
  return (design) => {
    const prediction = predictLatency(design, workload, profile);
    return prediction.ok ? prediction.value.latencyMs.value : null;
  };
}

import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { describeDesign } from "@/lib/cost/describe";
import { findPreset } from "@/lib/design/presets";
import { predictLatency } from "@/lib/latency/predictLatency";
import { predictQuality } from "@/lib/quality/predictQuality";
import { candidateDesign } from "@/lib/search/candidateDesign";
import { searchAnchor } from "@/lib/search/evaluator";
import { emptyUnrolled, sampleGenome, unroll } from "@/lib/search/genome";
import { figureAt, figureCount } from "@/lib/search/goal";
import type { SearchSpace } from "@/lib/search/space";
import { generalSpace, paperSpace, spaceAround } from "@/lib/search/spaces";
import { paperRequest, prepared, shippedProfile, workloadNamed } from "./searchFixtures";

const around = spaceAround(findPreset("nemotron-flash-3b-tp")!.design);

const cases: readonly (readonly [string, SearchSpace, string, string, string, boolean])[] = [
  ["the paper's space", paperSpace, "a100_sxm", "test-graph", "search-8k-a100", false],
  ["all operators", generalSpace, "h100_sxm", "test-graph", "chat", false],
  ["all operators, host-bound and robust", generalSpace, "h100_sxm", "test-host", "paper-8k", true],
  ["all operators at the largest batch", generalSpace, "h100_sxm", "kernels", "paper-32k", false],
  ["around a design, prefill", around, "h100_sxm", "test-host", "prefill-4k", true],
];

describe("the look-up table", () => {
  it.each(cases)("agrees with the full predictions in %s", (_, space, device, stackId, workload, robust) => {
    const profile = shippedProfile(device);
    const request = {
      ...paperRequest,
      space,
      stackId,
      workload: workloadNamed(workload),
      goal: { objectives: ["latencyMs", "loss"] as const, limits: { cr6: { min: 0 } }, robust },
    };
    const { setting, conditions } = prepared(request, profile);
    const random = seededRandom(7);
    const unrolled = emptyUnrolled(setting.space);
    const figures = new Float64Array(figureCount);
    const anchor = searchAnchor(setting.space, conditions).id;
    let compared = 0;
    for (let draw = 0; draw < 60; draw++) {
      const genome = sampleGenome(setting.space, random);
      unroll(setting.space, genome, unrolled);
      if (unrolled.length === 0) continue;
      setting.evaluator.evaluate(genome, unrolled, figures);
      const design = candidateDesign(setting.space, genome);
      const latency = predictLatency(design, request.workload, profile, stackId);
      if (!latency.ok) {
        expect(figures[figureAt.latencyMs]).toBe(Number.POSITIVE_INFINITY);
        continue;
      }
      const quality = predictQuality(design, { anchor });
      if (!quality.ok) throw new Error("quality refused a candidate");
      const near = (name: keyof typeof figureAt, expected: number) =>
        expect(figures[figureAt[name]]! / expected).toBeCloseTo(1, 9);
      near("latencyMs", latency.value.latencyMs.value);
      near("tokensPerSecond", latency.value.tokensPerSecond.value);
      near("memoryBytes", latency.value.memoryBytes.value);
      near("loss", quality.value.loss.value);
      near("cr6", quality.value.cr6.value);
      expect(figures[figureAt.params]).toBe(describeDesign(design).params.total);
      if (robust) {
        near("latencyHi", latency.value.latencyMs.hi!);
        near("tokensPerSecondLo", latency.value.tokensPerSecond.lo!);
        near("lossHi", quality.value.loss.hi!);
        near("cr6Lo", quality.value.cr6.lo!);
      }
      compared++;
    }
    expect(compared).toBeGreaterThan(20);
  });
});

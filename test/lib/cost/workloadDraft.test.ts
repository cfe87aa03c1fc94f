import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseWorkload } from "@/lib/cost/parseWorkload";
import type { Workload } from "@/lib/cost/workload";
import {
  cachePrecisions,
  draftOfWorkload,
  readWorkloadDraft,
  weightPrecisions,
  workloadName,
} from "@/lib/cost/workloadDraft";
import { shippedWorkloads } from "@/lib/cost/workloads";

const chat = shippedWorkloads.find(({ id }) => id === "chat")!;
const problemsOf = (change: Partial<ReturnType<typeof draftOfWorkload>>) => {
  const read = readWorkloadDraft({ ...draftOfWorkload(chat), ...change });
  return read.ok ? [] : read.problems.map(({ field }) => field);
};

describe("a workload in the form", () => {
  it("asks for what the shipped workload asks, under a name made of its parts", () => {
    for (const workload of shippedWorkloads) {
      const read = readWorkloadDraft(draftOfWorkload(workload));
      expect(read).toEqual({
        ok: true,
        value: { ...workload, id: "custom", name: workloadName(workload) },
      });
    }
  });

  it("comes back from the form as it went in", () => {
    const workloads: fc.Arbitrary<Workload> = fc.record({
      id: fc.constant("custom"),
      name: fc.constantFrom("Night batch", "Agents"),
      phase: fc.constantFrom("prefill" as const, "decode" as const, "both" as const),
      batch: fc.oneof(fc.constant("max" as const), fc.integer({ min: 1, max: 1_000_000 })),
      prompt: fc.integer({ min: 1, max: 1e9 }),
      new: fc.integer({ min: 1, max: 1e9 }),
      precision: fc.constantFrom(...weightPrecisions),
      cachePrecision: fc.constantFrom(...cachePrecisions),
    });
    fc.assert(
      fc.property(workloads, (workload) => {
        const read = readWorkloadDraft(draftOfWorkload(workload));
        const expected = workload.phase === "prefill" ? { ...workload, new: 0 } : workload;
        expect(read).toEqual({ ok: true, value: expected });
      }),
    );
  });

  it("offers every number format that files may name", () => {
    for (const precision of weightPrecisions)
      for (const cachePrecision of cachePrecisions)
        expect(parseWorkload({ ...chat, precision, cachePrecision }).ok).toBe(true);
  });

  it("says in words what is asked, formats only where they are not bf16", () => {
    expect(workloadName(chat)).toBe("Prompt 512, then 256 new, batch 1");
    expect(
      workloadName({ ...chat, phase: "decode", batch: "max", precision: "fp8", cachePrecision: "int8" }),
    ).toBe("Decode 256 after 512, largest batch, fp8, int8 cache");
  });

  it("reads counts as people write them elsewhere, and says of a negative one what is allowed", () => {
    const draft = draftOfWorkload(shippedWorkloads[0]!);
    const [thousands, power] = ["8k", "1e4"].map((prompt) => readWorkloadDraft({ ...draft, prompt }));
    expect(thousands?.ok && thousands.value.prompt).toBe(8000);
    expect(power?.ok && power.value.prompt).toBe(10_000);
    const negative = readWorkloadDraft({ ...draft, prompt: "-1" });
    expect(negative.ok || negative.problems[0]?.message).toMatch(/from 0 to 1,000,000,000, but is -1/);
  });

  it.each([
    ["an empty prompt", { prompt: "" }, "prompt"],
    ["a fraction", { new: "12.5" }, "new"],
    ["a negative number", { batch: "-1" }, "batch"],
    ["no sequence at all", { batch: "0" }, "batch"],
    ["nothing to read in a phase that reads", { prompt: "0" }, "prompt"],
    ["nothing to generate in a phase that generates", { new: "0" }, "new"],
    ["more tokens than anybody has", { prompt: "2,000,000,000" }, "prompt"],
    ["an endless name", { name: "x".repeat(201) }, "name"],
  ])("is refused with %s, at its field", (_, change, field) => {
    expect(problemsOf(change)).toContain(field);
  });
});

import { describe, expect, it } from "vitest";
import { problemText } from "@/lib/base/result";
import { findWorkload, parseWorkload } from "@/lib/cost/parseWorkload";
import { shippedWorkloads } from "@/lib/cost/workloads";

const chat = shippedWorkloads.find((workload) => workload.id === "chat")!;

function problems(change: object): string {
  const parsed = parseWorkload({ ...chat, ...change });
  return parsed.ok ? "" : parsed.problems.map(problemText).join("\n");
}

describe("parseWorkload", () => {
  it("accepts every shipped workload", () => {
    for (const workload of shippedWorkloads)
      expect(parseWorkload(workload)).toEqual({ ok: true, value: workload });
  });

  it("names the field, what was expected and what was found", () => {
    expect(problems({ precision: "bf61" })).toContain("precision: must be one of fp32, fp16, bf16");
    expect(problems({ precision: "bf61" })).toContain("Did you mean bf16?");
    expect(problems({ batch: "all" })).toContain('batch: must be a whole number of at least 1, or "max"');
    expect(problems({ batch: 0 })).toContain("batch");
    expect(problems({ prompt: "512" })).toContain("Write the number without quotes: 512.");
    expect(problems({ promt: 3 })).toContain("Did you mean prompt?");
  });

  it("wants tokens for each phase", () => {
    expect(problems({ prompt: 0 })).toContain("prompt: must be at least 1 with phase both");
    expect(problems({ phase: "decode", new: 0 })).toContain("new: must be at least 1");
    expect(problems({ phase: "decode", prompt: 0 })).toBe("");
  });

  it("finds shipped workloads and suggests near ids", () => {
    expect(findWorkload("chat")).toEqual({ ok: true, value: chat });
    const missing = findWorkload("paper-9k");
    expect(missing.ok ? "" : missing.problems[0]!.mend).toBe("Did you mean paper-8k?");
  });
});

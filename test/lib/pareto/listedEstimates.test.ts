import { describe, expect, it } from "vitest";
import { type Estimate, exact } from "@/lib/base/estimate";
import { listRows } from "@/lib/pareto/listing";
import type { Subject } from "@/lib/pareto/marks";
import { otherConditions, publishedFigures } from "@/lib/pareto/modelFigures";
import { findPublishedModel } from "@/lib/quality/publishedModels";

const model = findPublishedModel("nemotron-flash-1b")!;
const throughput: Estimate = {
  value: 581,
  unit: "tokens/s",
  lo: 521,
  hi: 641,
  source: "modelled",
  provenance: "",
};
const subject: Subject = {
  id: model.id,
  name: model.name,
  series: "nemotron-flash",
  published: publishedFigures(model),
  predicted: { tokensPerSecond: throughput, memoryBytes: exact(1.98e9, "B", "") },
};

describe("rows of models", () => {
  it("bring bands and sources, and never pass a counted figure off as published", () => {
    const [stated, predicted] = listRows([subject], [], {});
    expect(predicted?.estimate("tokensPerSecond")).toBe(throughput);
    expect(stated?.estimate("tokensPerSecond")?.source).toBe("published");
    expect(stated?.estimate("memoryBytes")?.source).toBe("exact");
    expect(stated?.value("memoryBytes")).toBe(1.98e9);
    expect(stated?.estimate("loss")).toBeNull();
  });
});

describe("conditions of published figures", () => {
  it("are named where predictions stand for another workload or device", () => {
    expect(otherConditions("latencyMs", "paper-8k", "h100_sxm")).toBeNull();
    expect(otherConditions("latencyMs", "chat", "h100_sxm")).toContain("8k tokens");
    expect(otherConditions("tokensPerSecond", "paper-8k", "h100_sxm")).toContain("32k context");
    expect(otherConditions("latencyMs", "paper-8k", "a100_sxm")).not.toBeNull();
    expect(otherConditions("params", "chat", "a100_sxm")).toBeNull();
  });
});

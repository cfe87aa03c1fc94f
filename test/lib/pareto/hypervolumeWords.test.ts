import { describe, expect, it } from "vitest";
import { published } from "@/lib/base/estimate";
import { hypervolumeStatements } from "@/lib/pareto/hypervolumeWords";
import { marksOf, type Series, type Subject } from "@/lib/pareto/marks";

const subject = (id: string, series: Series, seconds: number, average: number): Subject => ({
  id,
  name: id,
  series,
  published: { latencyMs: published(1000 * seconds, "ms", ""), average: published(average, "%", "") },
  predicted: {},
});

describe("the hypervolume in words", () => {
  const flash = [subject("f1", "nemotron-flash", 10, 50), subject("f3", "nemotron-flash", 20, 60)];
  const transformers = [subject("t1", "transformers", 30, 45), subject("t2", "transformers", 40, 40)];
  const say = (subjects: readonly Subject[]) =>
    hypervolumeStatements(marksOf(subjects, "latencyMs", "average", "published"), "latencyMs", "average");

  it("is the area each series attains up to the worst of all, as counted by hand", () => {
    // The corner is 40 s and 40 %. Nemotron-Flash holds 10 s × 10 % and 20 s × 20 %, the transformers 10 s × 5 %.
    const statements = say([...flash, ...transformers]);
    expect(statements.map(({ basis }) => basis)).toEqual(["published"]);
    expect(statements[0]?.text).toContain(
      "up to 40.0 s and 40.0 %, published: Nemotron-Flash 500, transformers 50.0 s × %",
    );
  });

  it("is not stated where a series attains nothing, nor for nothing at all", () => {
    expect(say([...flash, subject("t", "transformers", 40, 40)])).toEqual([]);
    expect(say([])).toEqual([]);
  });
});

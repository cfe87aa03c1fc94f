import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import type { Design } from "@/lib/design/design";
import { designFromNotation } from "@/lib/design/designFromNotation";
import { findPreset } from "@/lib/design/presets";
import { expectedQuality } from "@/lib/quality/expectedQuality";
import { correctTerms, evidenceOf } from "@/lib/quality/own/correctTerms";
import type { OwnResult } from "@/lib/quality/own/ownResult";
import { updateFromOwnResults } from "@/lib/quality/own/ownUpdate";
import { readOwnResults } from "@/lib/quality/own/readOwnResults";
import { predictQuality } from "@/lib/quality/predictQuality";
import type { QualityOptions } from "@/lib/quality/qualityOptions";

function design(text: string, hidden: number): Design {
  const read = designFromNotation(text, hidden);
  if (!read.ok) throw new Error(text);
  return { ...read.value.design, name: `${text} ${hidden}` };
}

function scoreOf(own: Design, options: QualityOptions): number {
  const prediction = predictQuality(own, { tokens: 1e11, ...options });
  if (!prediction.ok) throw new Error("refused");
  return prediction.value.cr6.value;
}

function lossOf(own: Design, tokens: number): number {
  const prediction = predictQuality(own, { tokens });
  if (!prediction.ok) throw new Error("refused");
  return prediction.value.loss.value;
}

/** Trainings in a world where the corpus costs 0.4 nats more and GLA is 0.05 better than the literature says. */
function worldResults(): readonly OwnResult[] {
  const random = seededRandom(5);
  return ["(a f)x12", "(gla f)x12", "(m2 f)x12", "(gla f a f)x6"].flatMap((text) =>
    [768, 1024, 1280].map((hidden): OwnResult => {
      const own = design(text, hidden);
      const share = text === "(gla f)x12" ? 1 : text === "(gla f a f)x6" ? 0.5 : 0;
      const loss = lossOf(own, 1e11) + 0.4 - 0.05 * share + 0.004 * (random() - 0.5);
      return { label: own.name, design: own, tokens: 1e11, loss, cr6: null };
    }),
  );
}

describe("own results", () => {
  it("move the term they speak of and the offset, and leave the others", () => {
    const updated = updateFromOwnResults(worldResults());
    if (!updated.ok) throw new Error("refused");
    const shift = (id: string) => updated.value.shifts.find((term) => term.id === id);
    expect(shift("own-loss")!.after.mean).toBeGreaterThan(0.35);
    expect(shift("own-loss")!.after.mean).toBeLessThan(0.45);
    const gla = shift("operator:gla")!;
    expect(gla.after.mean).toBeLessThan(gla.before.mean - 0.02);
    expect(gla.after.sd).toBeLessThan(gla.before.sd);
    expect(shift("weight-norm")).toBeUndefined();
  });

  it("predict results they have not seen better than before", () => {
    const updated = updateFromOwnResults(worldResults());
    if (!updated.ok) throw new Error("refused");
    const { before, after, heldOut } = updated.value.errors.loss!;
    expect(before).toBeGreaterThan(0.3);
    expect(after).toBeLessThan(0.01);
    expect(heldOut).toBeLessThan(0.02);
  });

  it("change predictions through the correction alone, so that dropping it resets them", () => {
    const own = design("(gla f)x12", 1024);
    const correction = correctTerms(evidenceOf(worldResults()))!;
    const corrected = predictQuality(own, { tokens: 1e11, correction });
    if (!corrected.ok) throw new Error("refused");
    expect(corrected.value.loss.value - lossOf(own, 1e11)).toBeGreaterThan(0.3);
    expect(corrected.value.terms.map(({ mean }) => mean).reduce((sum, mean) => sum + mean, 0)).toBeCloseTo(
      corrected.value.loss.value,
      10,
    );
    const again = predictQuality(own, { tokens: 1e11 });
    expect(again.ok && again.value.loss.value).toBe(lossOf(own, 1e11));
  });

  it("leave a term the user switched off alone", () => {
    const own = design("(gla f)x12", 1024);
    const correction = correctTerms(evidenceOf(worldResults()))!;
    const prediction = predictQuality(own, { tokens: 1e11, correction, effects: { "operator:gla": "off" } });
    expect(prediction.ok && prediction.value.terms.some(({ id }) => id === "operator:gla")).toBe(false);
  });

  it("scores move the accuracy of one's own recipe, not the loss", () => {
    const own = design("(a f)x12", 1024);
    const plain = predictQuality(own, { tokens: 1e11 });
    if (!plain.ok) throw new Error("refused");
    const results = [
      { label: "x", design: own, tokens: 1e11, loss: null, cr6: plain.value.cr6.value + 4 },
    ] as const;
    const corrected = predictQuality(own, { tokens: 1e11, correction: correctTerms(evidenceOf(results))! });
    if (!corrected.ok) throw new Error("refused");
    expect(corrected.value.cr6.value - plain.value.cr6.value).toBeGreaterThan(2);
    expect(Math.abs(corrected.value.loss.value - plain.value.loss.value)).toBeLessThan(0.01);
  });

  it("move a score towards what was measured, whichever anchor the score hangs on, and as the table says", () => {
    const flash = findPreset("nemotron-flash-1b")!.design;
    const own: Design = {
      ...flash,
      name: "Mine",
      stages: [{ ...flash.stages[1]!, repeat: 3 }, flash.stages[0]!],
    };
    for (const cr6 of [50, 54.46, 58]) {
      const updated = updateFromOwnResults([{ label: "x", design: own, tokens: 1e11, loss: null, cr6 }]);
      if (!updated.ok) throw new Error("refused");
      const { correction, comparisons } = updated.value;
      const before = scoreOf(own, {});
      const after = scoreOf(own, { correction });
      expect(Math.abs(after - cr6)).toBeLessThan(Math.abs(before - cr6));
      expect((after - before) * (cr6 - before)).toBeGreaterThan(0);
      expect(comparisons[0]!.before.value).toBeCloseTo(before, 9);
      expect(comparisons[0]!.after.value).toBeCloseTo(after, 9);
      // The user's recipe is one: what it scores does not depend on the model it is set against.
      for (const anchor of ["qwen3-0.6b", "qwen3-1.7b", "llama-3.2-1b"])
        expect(scoreOf(own, { correction, anchor })).toBeCloseTo(after, 9);
      expect(expectedQuality(own, { tokens: 1e11, correction, anchor: "qwen3-0.6b" })!.cr6).toBeCloseTo(
        scoreOf(own, { correction, anchor: "qwen3-0.6b" }),
        9,
      );
    }
  });

  it("of losses alone leave scores as certain as they were", () => {
    const own = design("(a f)x12", 1024);
    const prediction = (options: QualityOptions) => {
      const found = predictQuality(own, { tokens: 1e11, ...options });
      if (!found.ok) throw new Error("refused");
      return found.value.cr6;
    };
    const correction = correctTerms(evidenceOf(worldResults()))!;
    expect(correction.anchor).toBeNull();
    const [plain, corrected] = [prediction({}), prediction({ correction })];
    expect(corrected.hi! - corrected.lo!).toBeLessThanOrEqual(1.01 * (plain.hi! - plain.lo!));
  });

  it("repeating one shape ten times does not count as ten", () => {
    const one = worldResults().slice(0, 1);
    const ten = Array.from({ length: 10 }, () => one[0]!);
    const sdOf = (results: readonly OwnResult[]) => {
      const { ids, covariance } = correctTerms(evidenceOf(results))!;
      const place = ids.indexOf("own-loss");
      return Math.sqrt(covariance[place * ids.length + place]!);
    };
    expect(sdOf(ten)).toBeGreaterThan(0.7 * sdOf(one));
  });

  it("of an undertrained run are believed less than those of a well trained one", () => {
    const own = design("(a f)x24", 2048);
    const offset = (tokens: number) => {
      const updated = updateFromOwnResults([
        { label: "x", design: own, tokens, loss: lossOf(own, tokens) + 0.2, cr6: null },
      ]);
      if (!updated.ok) throw new Error("refused");
      return updated.value.shifts.find(({ id }) => id === "own-loss")!.after;
    };
    const [under, well] = [offset(5e9), offset(1e12)];
    expect(well.mean).toBeGreaterThan(0.19);
    expect(well.sd).toBeLessThan(0.06);
    expect(under.mean).toBeLessThan(0.17);
    expect(under.sd).toBeGreaterThan(0.13);
  });

  it("say so when they hold nothing usable", () => {
    expect(updateFromOwnResults([]).ok).toBe(false);
  });
});

describe("the table of own results", () => {
  it("names designs by preset, notation or library", () => {
    const mine = design("(m2 f)x8", 512);
    const read = readOwnResults(
      "design,hidden,tokens,loss,cr6\nqwen3-0.6b,,1e11,2.9,\n(a f)x12,1024,1e11,,47.5\nmine,,2e10,3.4,41\n",
      (name) => (name === "mine" ? mine : null),
    );
    if (!read.ok) throw new Error(read.problems[0]!.message);
    expect(read.value).toHaveLength(3);
    expect(read.value[0]).toMatchObject({ label: "Qwen3-0.6B", tokens: 1e11, loss: 2.9, cr6: null });
    expect(read.value[1]!.design.hiddenSize).toBe(1024);
    expect(read.value[2]!.design).toBe(mine);
  });

  it("names every row it cannot use, with its line", () => {
    const read = readOwnResults(
      "design,tokens,loss\nnobody,1e11,2.9\nqwen3-0.6b,0,2.9\nqwen3-0.6b,1e11,99\n",
    );
    expect(read.ok).toBe(false);
    if (!read.ok)
      expect(read.problems.map(({ field }) => field)).toEqual([
        "line 2, design",
        "line 3, tokens",
        "line 4, loss",
      ]);
  });

  it("refuses a figure that is no number even where the other one is given", () => {
    const read = readOwnResults(
      'design,tokens,loss,cr6\nqwen3-0.6b,1e11,"2,9",47.5\nqwen3-0.6b,1e11,2.9,n/a\nqwen3-0.6b,1e11,,\n',
    );
    expect(read.ok ? [] : read.problems.map(({ field }) => field)).toEqual([
      "line 2, loss",
      "line 3, cr6",
      "line 4, loss",
    ]);
  });

  it("names the line as an editor counts it, after a design written over several", () => {
    const text = JSON.stringify(design("(a f)x2", 512), null, 1);
    const read = readOwnResults(
      `design,tokens,loss\n"${text.replaceAll('"', '""')}",1e11,2.9\nnobody,1e11,2.9\n`,
    );
    expect(read.ok ? "" : read.problems[0]!.field).toBe(`line ${text.split("\n").length + 2}, design`);
  });

  it.each(["", "a,b\n1,2\n", "design,tokens\nqwen3-0.6b,1e11\n"])(
    "refuses a table without its columns: %j",
    (csv) => {
      expect(readOwnResults(csv).ok).toBe(false);
    },
  );
});

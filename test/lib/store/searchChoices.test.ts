import { describe, expect, it } from "vitest";
import { findPreset } from "@/lib/design/presets";
import { figureAt } from "@/lib/search/goal";
import { runSearch } from "@/lib/search/searchRun";
import { createOwnResults, ownUpdate, qualityOptions } from "@/lib/store/ownResults";
import { predictionsFor } from "@/lib/store/predictions";
import { chosenRequest, defaultSearchChoices } from "@/lib/store/searchChoices";
import { documentOf, workloadOf } from "@/lib/store/workbenchDocument";
import { prepared, shippedProfile } from "../search/searchFixtures";

const { design } = findPreset("qwen3-0.6b")!;
const profile = shippedProfile("h100_sxm");
const choices = { ...defaultSearchChoices, budget: 20 };

describe("a search as it was chosen", () => {
  it("predicts the design in hand as the page does, under another device's stack and own results", () => {
    const own = createOwnResults();
    const csv = "design,tokens,loss\nmine,1e11,3.2\npreset:qwen3-1.7b,1e11,3.0\n";
    own.getState().load({ name: "mine.csv", csv }, () => design);
    const update = ownUpdate(own.getState().table, null);
    expect(update).not.toBeNull();
    const document = { ...documentOf(design), stackId: "stack of another device" };
    const ready = prepared(chosenRequest(choices, document, profile, update), profile);
    const quality = qualityOptions(document.quality, update);
    const page = predictionsFor(
      { kind: "ready", profile },
      document.stackId,
      workloadOf(document),
      quality,
    ).figuresOf(design);
    const { archive } = runSearch(ready);
    const first = archive.record(0);
    expect(first.change).toBe("seed");
    expect(first.figures[figureAt.latencyMs]! / page.latencyMs!.value).toBeCloseTo(1, 9);
    expect(first.figures[figureAt.loss]! / page.loss!.value).toBeCloseTo(1, 9);
    expect(first.figures[figureAt.cr6]! / page.cr6!.value).toBeCloseTo(1, 9);
  });

  it("starts from the design in hand only where that is chosen, and limits what was limited", () => {
    const asked = { ...choices, fromDesign: false, maxLatencyMs: 900, maxParams: 1e9 };
    const { seeds, goal } = chosenRequest(asked, documentOf(design), profile, null);
    expect(seeds).toEqual([]);
    expect(goal.limits).toEqual({ latencyMs: { max: 900 }, memoryBytes: undefined, params: { max: 1e9 } });
  });
});

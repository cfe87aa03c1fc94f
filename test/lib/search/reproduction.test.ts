import { describe, expect, it } from "vitest";
import { reproduceSearches } from "@/lib/search/reproduction";
import { shippedProfile } from "./searchFixtures";

const searches = reproduceSearches(shippedProfile("a100_sxm"));

describe("the paper's search, run again", () => {
  it("evaluates the latency winner at its published size", () => {
    expect(searches.map(({ id }) => id)).toEqual(["own-latency", "published-latency", "parameters"]);
    expect(searches[0]?.winner.params.value).toBe(837_325_376);
  });

  it("matches or beats the latency winner's predicted loss within its own predicted latency", () => {
    const { winner, found, gap } = searches[0]!;
    expect(found!.latency.latencyMs.value).toBeLessThanOrEqual(winner.latency.latencyMs.value);
    expect(gap!.mean).toBeLessThanOrEqual(0);
  });

  it("keeps the published latency, and the parameter winner's size", () => {
    expect(searches[1]!.found!.latency.latencyMs.value).toBeLessThanOrEqual(17_710);
    const { winner, found } = searches[2]!;
    expect(found!.params.value).toBeLessThanOrEqual(winner.params.value);
  });
});

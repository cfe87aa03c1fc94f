import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandTable } from "@/lib/cli/commandTable";
import { dispatch } from "@/lib/cli/dispatch";
import { parseDesign } from "@/lib/design/parseDesign";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "search-command-"));
});
afterAll(() => rm(folder, { recursive: true }));

const search = (...args: string[]) =>
  dispatch(commandTable, [
    "search",
    "--device",
    "a100_sxm",
    "--workload",
    "search-8k-a100",
    "--budget",
    "2000",
    ...args,
  ]);

interface Answer {
  readonly evaluated: number;
  readonly candidatesPerSecond: number;
  readonly front: readonly { readonly design: unknown; readonly latencyMs: { readonly value: number } }[];
  readonly best: { readonly latencyMs: { readonly value: number }; readonly tiedWithBest: boolean };
}

async function answer(...args: string[]): Promise<Answer> {
  const run = await search(...args);
  expect(run.err).toBe("");
  expect(run.exit).toBe(0);
  return JSON.parse(run.out) as Answer;
}

describe("the search command", () => {
  it.each(["aging", "nsga2", "random"])("answers the same for the same seed (%s)", async (algorithm) => {
    const options = ["--space", "paper", "--algorithm", algorithm, "--max-latency", "18000", "--seed", "7"];
    const { candidatesPerSecond: first, ...once } = await answer(...options);
    const { candidatesPerSecond: second, ...again } = await answer(...options);
    expect(Math.min(first, second)).toBeGreaterThan(0);
    expect(again).toEqual(once);
    expect(once.evaluated).toBe(2000);
    expect(once.best.latencyMs.value).toBeLessThanOrEqual(18_000);
    for (const { design } of once.front) expect(parseDesign(design)).toMatchObject({ ok: true });
  });

  it("reads a space from a file and searches around a design", async () => {
    const path = join(folder, "space.json");
    await writeFile(path, JSON.stringify({ from: "paper", name: "Wide", hiddenSizes: [2560] }));
    const wide = await answer("--space", path);
    for (const { design } of wide.front) expect(design).toMatchObject({ hiddenSize: 2560 });
    const around = await answer("--space", "around:preset:nemotron-flash-1b");
    expect(around.front.length).toBeGreaterThan(1);
  });

  it.each([
    [["--space", "paper", "--max-latency", "1"], 1, "Relax it to"],
    [["--space", "paper", "--algorithm", "annealing"], 1, "Choose aging"],
    [["--space", "paper", "--objectives", "mmlu"], 1, "is no objective"],
    [["--space", "paper", "--seed", "x"], 1, "seed"],
    [["--space", "nowhere.json"], 1, "no such file"],
    [["--space", "paper", "--stack", "nonsense"], 1, "has no stack"],
    [["--space", "paper", "--min-full-attention", "2"], 1, "no stage allows attention"],
    [[], 2, "--space"],
  ] as const)("refuses %j with exit %i", async (args, exit, message) => {
    const run = await search(...args);
    expect(run.exit).toBe(exit);
    expect(run.err).toContain(message);
    expect(run.out).toBe("");
  });
});

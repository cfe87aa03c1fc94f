import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { commandTable } from "@/lib/cli/commandTable";
import { dispatch } from "@/lib/cli/dispatch";

const folder = mkdtempSync(join(tmpdir(), "paretoscope-export-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...argv: readonly string[]) => dispatch(commandTable, argv);

describe("the command export", () => {
  it("writes files that describe and import read", async () => {
    const out = join(folder, "flash");
    const exported = await run(
      "export",
      "preset:nemotron-flash-1b",
      "--target",
      "nemotron_flash",
      "--out",
      out,
    );
    expect(exported.exit).toBe(0);
    expect(JSON.parse(exported.out).files).toContain("config.json");
    const described = await run("describe", out);
    expect(JSON.parse(described.out).params.total).toBe(965_389_440);
    const imported = await run("import", join(out, "config.json"));
    expect(JSON.parse(imported.out).stages).toHaveLength(2);
  });

  it("makes launch scripts executable", async () => {
    const out = join(folder, "megatron");
    expect((await run("export", "preset:qwen3-0.6b", "--target", "megatron", "--out", out)).exit).toBe(0);
    expect(statSync(join(out, "train.sh")).mode & 0o111).not.toBe(0);
    expect(readFileSync(join(out, "README.md"), "utf8")).toContain("Predicted validation loss");
    const imported = await run("import", join(out, "train.sh"));
    expect(JSON.parse(imported.out)).toMatchObject({ hiddenSize: 1024, maxPositions: 40_960 });
  });

  it("exits with 3 and says why, where, and what would help, and writes nothing", async () => {
    const out = join(folder, "refused");
    const refused = await run("export", "preset:nemotron-flash-1b", "--target", "megatron", "--out", out);
    expect(refused.exit).toBe(3);
    const answer = JSON.parse(refused.out);
    expect(answer.reasons[0]).toMatchObject({
      layers: [1, 9, 17, 21],
      edit: "Replace DeltaNet by Gated DeltaNet",
    });
    expect(answer.accepting).toEqual(["nemotron_flash"]);
    expect(() => statSync(out)).toThrow();
  });

  it("takes tokens and sequence length for the recipe, and refuses nonsense", async () => {
    const out = join(folder, "wishes");
    const words = ["export", "preset:qwen3-0.6b", "--target", "qwen3", "--out", out];
    expect((await run(...words, "--tokens", "1000000000", "--sequence", "2048")).exit).toBe(0);
    expect(readFileSync(join(out, "pretrain.yaml"), "utf8")).toContain("seq_length: 2048");
    expect((await run(...words, "--tokens", "many")).exit).toBe(1);
    expect((await run("export", "preset:qwen3-0.6b", "--target", "qwen", "--out", out)).exit).toBe(2);
    expect((await run("export", "preset:qwen3-0.6b", "--target", "qwen3")).exit).toBe(2);
  });
});

describe("the command targets", () => {
  it("lists every target with its verdict and reasons", async () => {
    const { out, exit } = await run("targets", "preset:qwen3-0.6b");
    expect(exit).toBe(0);
    const answer: { id: string; ok: boolean; reasons: unknown[] }[] = JSON.parse(out);
    expect(answer.filter(({ ok }) => ok).map(({ id }) => id)).toEqual([
      "nemotron_flash",
      "megatron",
      "qwen3",
      "design",
    ]);
    for (const { ok, reasons } of answer) expect(reasons.length === 0).toBe(ok);
  });
});

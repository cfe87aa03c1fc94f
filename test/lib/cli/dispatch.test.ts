import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Command, refused } from "@/lib/cli/command";
import { describeCommand } from "@/lib/cli/commands/describe";
import { importCommand } from "@/lib/cli/commands/importConfig";
import { presetsCommand } from "@/lib/cli/commands/presets";
import { workloadsCommand } from "@/lib/cli/commands/workloads";
import { dispatch } from "@/lib/cli/dispatch";
import { parseDesign } from "@/lib/design/parseDesign";
import { findPreset, presets } from "@/lib/design/presets";

const refusing: Command = {
  usage: "",
  summary: "Refuses.",
  options: {},
  run: () => refused({ reasons: ["no"] }),
};
const load = (command: Command) => () => Promise.resolve(command);
const table = {
  describe: load(describeCommand),
  import: load(importCommand),
  presets: load(presetsCommand),
  workloads: load(workloadsCommand),
  refuse: load(refusing),
};
const run = (...argv: string[]) => dispatch(table, argv);

const folder = mkdtempSync(join(tmpdir(), "cli-"));
function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("the command line", () => {
  it("describes a preset as one JSON document", async () => {
    const { out, err, exit } = await run("describe", "preset:nemotron-flash-1b");
    const answer = JSON.parse(out) as Record<string, unknown>;
    expect({ err, exit }).toEqual({ err: "", exit: 0 });
    expect(answer).toMatchObject({
      params: { total: 965_389_440, embedding: 268_435_456 },
      layers: 24,
      depthBlocks: 12,
      weightBytes: 1_930_778_880,
      kvBytesPerToken: 4096,
    });
  });

  it("describes a design file, a config file and a notation", async () => {
    const { design } = findPreset("qwen3-0.6b")!;
    const fromFile = await run("describe", file("design.json", JSON.stringify(design)));
    expect(JSON.parse(fromFile.out)).toMatchObject({ params: { total: 596_049_920 } });
    const config = {
      model_type: "llama",
      vocab_size: 32_000,
      hidden_size: 4096,
      num_hidden_layers: 32,
      num_attention_heads: 32,
      intermediate_size: 11_008,
    };
    const fromConfig = await run("describe", file("config.json", JSON.stringify(config)));
    expect(JSON.parse(fromConfig.out)).toMatchObject({ params: { total: 6_738_415_616 } });
    const fromFolder = await run("describe", folder);
    expect(fromFolder.out).toBe(fromConfig.out);
    const notation = await run("describe", "(a f)x12", "--hidden", "2048");
    const answer = JSON.parse(notation.out) as { assumed: string[]; layers: number };
    expect(answer.layers).toBe(24);
    expect(answer.assumed.join("; ")).toMatch(/131,072.*kvHeads 4.*intermediateSize 6144/);
  });

  it("imports a config into a design that is valid", async () => {
    const config = {
      model_type: "mistral",
      vocab_size: 320,
      hidden_size: 128,
      num_hidden_layers: 2,
      num_attention_heads: 2,
      intermediate_size: 256,
    };
    const { out, exit } = await run("import", file("mistral.json", JSON.stringify(config)));
    expect(exit).toBe(0);
    expect(parseDesign(JSON.parse(out)).ok).toBe(true);
  });

  it("lists presets and workloads with ids", async () => {
    const listed = JSON.parse((await run("presets")).out) as { id: string }[];
    expect(listed.map((entry) => entry.id)).toEqual(presets.map((preset) => preset.id));
    expect(JSON.parse((await run("workloads")).out)).toMatchObject([{ id: "paper-8k" }, {}, {}, {}, {}, {}]);
  });

  it("ends with 1 and a clear error for a bad design", async () => {
    const bad = { ...findPreset("nemotron-flash-1b")!.design, hiddenSize: "2048" };
    const { out, err, exit } = await run("describe", file("bad.json", JSON.stringify(bad)));
    expect({ out, exit }).toEqual({ out: "", exit: 1 });
    expect(err).toMatch(/^error: hiddenSize: must be a whole number/);
    expect((await run("describe", file("broken.json", "{"))).err).toMatch(/^error: This is not JSON/);
    expect((await run("describe", "preset:nemotron-flash-2b")).err).toContain(
      "Did you mean preset:nemotron-flash-1b?",
    );
    expect((await run("describe", "missing.json")).err).toMatch(
      /^error: missing.json: There is no such file/,
    );
    expect((await run("describe", "(a f", "--hidden", "64")).err).toContain("not closed");
    expect((await run("describe", "a f", "--hidden", "many")).exit).toBe(1);
  });

  it("refuses a file above 8 MB without reading it", async () => {
    const { err, exit } = await run("import", file("large.json", " ".repeat(8 * 1024 * 1024 + 1)));
    expect(exit).toBe(1);
    expect(err).toContain("was not read");
  });

  it("ends with 2 and the usage for wrong usage", async () => {
    expect(await run("descrbe", "x")).toMatchObject({ exit: 2, out: "" });
    expect((await run("descrbe")).err).toContain("Did you mean describe?");
    expect((await run("describe")).err).toContain("usage: describe DESIGN");
    expect((await run("describe", "a", "--bogus")).exit).toBe(2);
    expect((await run()).exit).toBe(2);
    expect(await run("--help")).toMatchObject({ exit: 0, err: "" });
    expect((await run("constructor")).exit).toBe(2);
  });

  it("ends with 3 and the reasons when a target refuses", async () => {
    expect(await run("refuse")).toEqual({ out: '{\n  "reasons": [\n    "no"\n  ]\n}\n', err: "", exit: 3 });
  });
});

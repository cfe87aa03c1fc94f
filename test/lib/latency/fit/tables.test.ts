import { describe, expect, it } from "vitest";
import { bf16Formats } from "@/lib/cost/precision";
import { findPreset } from "@/lib/design/presets";
import { readDeviceProfile, writeDeviceProfile } from "@/lib/latency/deviceProfile";
import { fitDevice } from "@/lib/latency/fit/fitDevice";
import { fitEndToEnd } from "@/lib/latency/fit/fitEndToEnd";
import { readKernelCsv } from "@/lib/latency/fit/readKernelCsv";
import { readTimingsCsv } from "@/lib/latency/fit/readTimingsCsv";
import { runFit } from "@/lib/latency/fitProtocol";
import { kernelTime } from "@/lib/latency/kernelTime";
import { predictLatency } from "@/lib/latency/predictLatency";
import { predictRow } from "@/lib/latency/predictRow";
import { profileText } from "../shippedProfile";

const presetNamed = ({ text }: { readonly text: string }) => {
  const preset = findPreset(text);
  return preset === null
    ? { ok: false as const, problems: [{ field: "model", message: `no preset ${text}` }] }
    : { ok: true as const, value: preset.design };
};

/** Products on a made-up device: 5 us launch, 2 TB/s, 400 TFLOP/s. */
function gemmTable(families: number): string {
  const lines = ["dtype,m,n,k,latency_us"];
  for (let family = 0; family < families; family++)
    for (const m of [1, 4, 16, 64, 256, 1024, 4096]) {
      const [n, k] = [512 * (1 + family), 256 * (1 + ((family * 7) % 11))];
      const us = 5 + Math.max((2 * m * n * k) / 4e8, (2 * (m * k + n * k + m * n)) / 2e6);
      lines.push(`bf16,${m},${n},${k},${us.toFixed(3)}`);
    }
  return lines.join("\n");
}

const firstProblem = (result: {
  readonly ok: boolean;
  readonly problems?: readonly { readonly field: string; readonly message: string }[];
}) => (result.ok ? null : `${result.problems?.[0]?.field}: ${result.problems?.[0]?.message}`);

describe("a table of kernels", () => {
  const read = (text: string) => readKernelCsv(text, { needsLatency: true });

  it("names the columns that are missing", () => {
    expect(firstProblem(read("m,n,k,latency_us\n1,2,3,4"))).toContain("also needs dtype");
    expect(firstProblem(read("dtype,m,n,k\nbf16,1,2,3"))).toContain("latency_us");
    expect(firstProblem(readKernelCsv("m,n\n1,2", { op: "gemm", needsLatency: false }))).toContain(
      "the columns k",
    );
  });

  it("refuses negative, empty and non-numeric times, and dimensions that are no whole numbers, by line", () => {
    const row = (latency: string, m = "8") =>
      `dtype,m,n,k,latency_us\nbf16,8,64,64,3\nbf16,${m},64,64,${latency}`;
    for (const bad of ["-3", "NaN", "", "abc", "Infinity", "0"])
      expect(firstProblem(read(row(bad)))).toMatch(
        /^line 3, latency_us: A latency must be a positive number/,
      );
    expect(firstProblem(read(row("3", "1.5")))).toMatch(/^line 3, m: must be a whole number/);
  });

  it("refuses mixed units and converts milliseconds", () => {
    expect(firstProblem(read("dtype,m,n,k,latency_us,latency_ms\nbf16,1,2,3,4,5"))).toContain(
      "Units are mixed",
    );
    const table = read("dtype,m,n,k,latency_ms\nbf16,1,2,3,0.25");
    expect(table.ok && table.value.rows[0]?.latencyUs).toBe(250);
  });

  it("tells number formats by any of their names, and refuses those without a model, by line", () => {
    const table = read(
      "dtype,m,n,k,latency_us\nbfloat16,8,64,64,3\nFP16,8,64,64,3\n FP8 ,8,64,64,3\nfp8_e4m3,8,64,64,3",
    );
    expect(table.ok && table.value.rows.map(({ kernelClass }) => kernelClass)).toEqual([
      "gemm_bf16",
      "gemm_bf16",
      "gemm_fp8",
      "gemm_fp8",
    ]);
    const refused = firstProblem(read("dtype,m,n,k,latency_us\nbf16,8,64,64,3\nint8,8,64,64,3"));
    expect(refused).toMatch(/^line 3, dtype: .*but is "int8"/);
  });

  it("reads headers and cells with blanks and quotes around them", () => {
    const table = read('"dtype", m, n, k, latency_us\nbf16 , 8, 64, 64, 3 \n');
    expect(table.ok && table.value.rows[0]).toMatchObject({ kernelClass: "gemm_bf16", latencyUs: 3 });
    const phased = read(
      "phase,kernel,batch,seq,k_heads,v_heads,head_k_dim,head_v_dim,d_conv,latency_us\nContext ,x,1,64,4,8,128,128,4,2.5",
    );
    expect(phased.ok && phased.value.rows[0]?.kernelClass).toBe("delta_prefill");
  });

  it("names a phase it does not know", () => {
    const refused = read(
      "phase,kernel,batch,seq,k_heads,v_heads,head_k_dim,head_v_dim,d_conv,latency_us\nwarmup,x,1,64,4,8,128,128,4,2.5",
    );
    expect(firstProblem(refused)).toMatch(/^line 2, phase: must be one of context, prefill, .*"warmup"/);
  });

  it("refuses an empty table", () => {
    expect(firstProblem(read(""))).toContain("no rows");
  });

  it("reads a byte order mark, and both parts of a gated DeltaNet layer", () => {
    const table = read(
      "\uFEFFphase,kernel,batch,seq,k_heads,v_heads,head_k_dim,head_v_dim,d_conv,latency_us\ncontext,causal_conv1d_fn,1,64,4,8,128,128,4,2.5\ngeneration,any_new_name,1,1,4,8,128,128,4,2.5",
    );
    expect(table.ok && table.value.rows.map(({ kernelClass }) => kernelClass)).toEqual([
      "conv_prefill",
      "delta_decode",
    ]);
  });
});

describe("a device fitted to kernels", () => {
  it("refuses two rows and says how many it needs", () => {
    const table = readKernelCsv("dtype,m,n,k,latency_us\nbf16,1,64,64,3\nbf16,2,64,64,3", {
      needsLatency: true,
    });
    if (!table.ok) throw new Error("unreadable");
    expect(firstProblem(fitDevice(table.value.rows, { id: "x", name: "x" }))).toContain(
      "GEMM, bf16: 2 of 12",
    );
  });

  it.each([0.05, 0.5])("refuses a table in which a share of %d of the rows is in milliseconds", (share) => {
    const [header, ...lines] = gemmTable(30).split("\n");
    const mixed = lines.map((line, index) => {
      const cells = line.split(",");
      if ((index * 7919) % 100 >= 100 * share) return line;
      return [...cells.slice(0, -1), Number(cells.at(-1)) / 1000].join(",");
    });
    const table = readKernelCsv([header, ...mixed].join("\n"), { needsLatency: true });
    if (!table.ok) throw new Error("unreadable");
    const problem = firstProblem(fitDevice(table.value.rows, { id: "x", name: "x" }));
    expect(problem).toMatch(/as if in another unit; the first is m \d+, n \d+, k \d+/);
  });

  it("predicts unseen shapes of a made-up device within a few percent, and the same after a round trip", () => {
    const table = readKernelCsv(gemmTable(30), { needsLatency: true });
    if (!table.ok) throw new Error("unreadable");
    const fit = fitDevice(table.value.rows, { id: "x", name: "x" });
    if (!fit.ok) throw new Error("unfitted");
    const { profile, parity } = fit.value;
    expect(profile.evaluation[0]?.errorPercent).toBeLessThan(4);
    expect(parity).toHaveLength(table.value.rows.length);
    const read = readDeviceProfile(JSON.parse(JSON.stringify(writeDeviceProfile(profile))));
    if (!read.ok) throw new Error(read.problems[0]?.message);
    for (const row of table.value.rows.slice(0, 40)) {
      const before = predictRow(profile, row);
      expect(Math.abs(predictRow(read.value, row).predicted_us / before.predicted_us - 1)).toBeLessThan(1e-4);
      expect(before.source).toBe("calibrated");
    }
  });

  it("falls back to the roofline far outside the measured range, with a wider interval and the dimension named", () => {
    const table = readKernelCsv(gemmTable(30), { needsLatency: true });
    if (!table.ok) throw new Error("unreadable");
    const fit = fitDevice(table.value.rows, { id: "x", name: "x" });
    if (!fit.ok) throw new Error("unfitted");
    const at = (m: number) =>
      predictRow(fit.value.profile, {
        kernelClass: "gemm_bf16",
        kernel: { op: "gemm", role: "measured", m, n: 4096, k: 1024 },
        implementation: "",
      });
    const far = at(4096 * 64);
    expect(far.outside).toEqual(["m"]);
    expect(far.source).toBe("modelled");
    expect(far.predicted_us).toBeGreaterThan((2 * 4096 * 64 * 4096 * 1024) / 4e8 / 1.3);
    expect(far.predicted_us).toBeLessThan(((2 * 4096 * 64 * 4096 * 1024) / 4e8) * 1.3);
    expect(far.hi_us / far.predicted_us).toBeGreaterThan(at(1024).hi_us / at(1024).predicted_us);
  });
});

describe("a device fitted to state updates of Mamba2", () => {
  const header = "phase,kernel,batch,seq,nheads,head_dim,n_groups,d_state,d_conv,latency_us";
  /** State read and written in fp32 at 2 TB/s after 3 us of launch. */
  const row = (batch: number, heads: number) =>
    `generation,selective_state_update,${batch},1,${heads},64,1,128,4,${3 + (2 * 4 * batch * heads * 64 * 128) / 2e6}`;
  const lines = [32, 64, 80].flatMap((heads) => [1, 2, 4, 8, 16, 32, 64].map((batch) => row(batch, heads)));

  it("predicts them itself, and lets them stand in for the delta rule that was not measured", () => {
    const table = readKernelCsv([header, ...lines].join("\n"), { needsLatency: true });
    if (!table.ok) throw new Error(table.problems[0]?.message);
    const fit = fitDevice(table.value.rows, { id: "x", name: "x", memoryBytes: 24e9 });
    if (!fit.ok) throw new Error(fit.problems[0]?.message);
    const read = readDeviceProfile(writeDeviceProfile(fit.value.profile));
    if (!read.ok) throw new Error(read.problems[0]?.message);
    const { kernel, latencyUs } = table.value.rows[10]!;
    if (kernel.op !== "recurrence") throw new Error("no state update");
    const own = kernelTime(read.value, kernel, bf16Formats);
    expect(own.us / latencyUs).toBeCloseTo(1, 1);
    expect(own.calibrated).toBe(true);
    const other = kernelTime(read.value, { ...kernel, rule: "gated-delta" }, bf16Formats);
    expect(other.calibrated).toBe(false);
    expect(other.notes.join(" ")).toContain("not measured");
    expect(other.halfWidth).toBeGreaterThan(own.halfWidth + 0.2);
  });
});

describe("kernels of several implementations", () => {
  const header = "phase,kernel,batch,seq,k_heads,v_heads,head_k_dim,head_v_dim,d_conv,latency_us";
  const table = (names: readonly string[]) => {
    const lines = names.map(
      (name, place) => `generation,${name},${1 + place},1,4,8,128,128,4,${2.5 + place}`,
    );
    const read = readKernelCsv([header, ...lines].join("\n"), { needsLatency: true });
    if (!read.ok) throw new Error(read.problems[0]?.message);
    return read.value.rows;
  };

  it("are too few where each has too few rows, however many there are together", () => {
    const fit = fitDevice(table(Array.from({ length: 12 }, (_, place) => `impl${place}`)), {
      id: "x",
      name: "x",
    });
    expect(firstProblem(fit)).toContain("1 of 12");
  });

  it("with names of thousands of characters make a profile that reads back", () => {
    const long = `void cutlass::Kernel2<${"cutlass_80_tensorop_bf16_s16816gemm_".repeat(130)}>`;
    const rows = table(Array.from({ length: 30 }, (_, place) => (place < 20 ? long : "other")));
    const fit = fitDevice(rows, { id: "x", name: "x" });
    if (!fit.ok) throw new Error(fit.problems[0]?.message);
    expect(fit.value.profile.provenance.note.length).toBeLessThan(2000);
    expect(readDeviceProfile(writeDeviceProfile(fit.value.profile)).ok).toBe(true);
    const wordy = {
      ...fit.value.profile,
      provenance: { ...fit.value.profile.provenance, note: "x".repeat(9000) },
    };
    expect(readDeviceProfile(writeDeviceProfile(wordy)).ok).toBe(true);
  });
});

describe("a damaged profile", () => {
  const whole = JSON.parse(profileText("rtx_4090"));
  const read = (change: (models: WrittenModel[]) => void) => {
    const copy = structuredClone(whole) as { readonly models: WrittenModel[] };
    change(copy.models);
    return firstProblem(readDeviceProfile(copy));
  };
  const ranged = (models: WrittenModel[]) => models.find(({ ranges }) => ranges !== null)!;

  it("is refused with the path of the fault", () => {
    expect(read(() => undefined)).toBeNull();
    expect(read((models) => ranged(models).ranges!.push([1, 2]))).toMatch(/\.ranges: must hold \d+ ranges/);
    expect(
      read((models) => {
        ranged(models).ranges![0] = [8, 1];
      }),
    ).toMatch(/\.ranges\[0\]: The range of \w+ begins above its end/);
    expect(read((models) => models.push({ ...models[0]! }))).toContain("two models");
    const treed = structuredClone(JSON.parse(profileText("h100_sxm"))) as { readonly models: WrittenModel[] };
    treed.models.find(({ trees }) => trees !== null)!.trees!.edges.push([1]);
    expect(firstProblem(readDeviceProfile(treed))).toMatch(/\.trees: The trees are over \d+ features/);
  });
});

interface WrittenModel {
  ranges: [number, number][] | null;
  trees: { edges: number[][] } | null;
}

describe("a device fitted to whole-model timings", () => {
  const models = ["qwen3-0.6b", "qwen3-1.7b", "qwen3-4b", "llama-3.2-1b", "smollm2-1.7b"];
  /** Timings of a made-up runtime: 40 us a layer, weights and cache at 1.5 TB/s. */
  async function timings() {
    const lines = ["model,phase,batch,prompt,new,precision,ms"];
    for (const model of models)
      for (const prompt of [1, 4096, 16_384]) {
        const { design } = findPreset(model)!;
        const { describeDesign } = await import("@/lib/cost/describe");
        const { weightBytes, kvBytesPerToken, layers, params } = describeDesign(design);
        const embedding = design.tieEmbeddings ? 0 : params.embedding;
        const bytes = weightBytes - embedding + kvBytesPerToken * (prompt + 128);
        lines.push(`${model},decode,1,${prompt},256,bf16,${(256 * (bytes / 1.5e9 + 0.04 * layers)) / 1000}`);
      }
    return lines.join("\n");
  }

  it("recovers the runtime, leaves models out within a few percent, and predicts what it was fitted to", async () => {
    const rows = await readTimingsCsv(await timings(), presetNamed);
    if (!rows.ok) throw new Error(rows.problems[0]?.message);
    const fit = fitEndToEnd(rows.value, { id: "mine", name: "Mine" });
    if (!fit.ok) throw new Error(fit.problems[0]?.message);
    const [group] = fit.value.groups;
    expect(group!.leaveOneModelOutPercent).toBeLessThan(6);
    for (const { design, workload, ms } of rows.value) {
      const predicted = predictLatency(design, workload, fit.value.profile);
      if (!predicted.ok) throw new Error(predicted.problems[0]?.message);
      expect(Math.abs(predicted.value.latencyMs.value / ms - 1)).toBeLessThan(0.08);
    }
  });

  it("gives a model left out no say in its own prediction", async () => {
    const text = await timings();
    const predictedFor = async (table: string) => {
      const rows = await readTimingsCsv(table, presetNamed);
      if (!rows.ok) throw new Error(rows.problems[0]?.message);
      const fit = fitEndToEnd(rows.value, { id: "mine", name: "Mine", memoryBytes: 80e9 });
      if (!fit.ok) throw new Error(fit.problems[0]?.message);
      return rows.value.flatMap(({ model, ms }, index) =>
        model === "qwen3-4b" ? [ms * (1 + fit.value.groups[0]!.fit.heldOutErrors[index]!)] : [],
      );
    };
    const slowed = text.replaceAll(
      /^(qwen3-4b,.*,)([\d.]+)$/gm,
      (_, head, ms) => `${head}${1.4 * Number(ms)}`,
    );
    const [before, after] = [await predictedFor(text), await predictedFor(slowed)];
    expect(before).toHaveLength(3);
    after.forEach((ms, index) => {
      expect(Math.abs(ms / before[index]! - 1)).toBeLessThan(1e-9);
    });
  });

  it("frees at most one parameter for every three timings and says why not more", async () => {
    const text = (await timings()).split("\n").slice(0, 8).join("\n");
    const rows = await readTimingsCsv(text, presetNamed);
    if (!rows.ok) throw new Error(rows.problems[0]?.message);
    const fit = fitEndToEnd(rows.value, { id: "mine", name: "Mine" });
    if (!fit.ok) throw new Error(fit.problems[0]?.message);
    const { parameters } = fit.value.groups[0]!.fit;
    expect(parameters.filter(({ range }) => range !== null).length).toBeLessThanOrEqual(2);
    expect(parameters.some(({ refused }) => refused?.includes("7 timings free at most 2"))).toBe(true);
  });

  it("does not claim overhead a layer and a step apart when every model is equally deep", async () => {
    const same = ["qwen3-0.6b", "qwen3-1.7b", "llama-3.2-3b", "qwen2.5-1.5b"];
    const lines = ["model,phase,batch,prompt,new,precision,ms"];
    for (const model of same)
      for (const prompt of [1, 2000, 8000, 16_000, 24_000])
        lines.push(`${model},decode,1,${prompt},100,bf16,${500 + prompt / 100 + 10 * model.length}`);
    const rows = await readTimingsCsv(lines.join("\n"), presetNamed);
    if (!rows.ok) throw new Error(rows.problems[0]?.message);
    const fit = fitEndToEnd(rows.value, { id: "mine", name: "Mine" });
    if (!fit.ok) throw new Error(fit.problems[0]?.message);
    const steps = fit.value.groups[0]!.fit.parameters.find(({ id }) => id === "steps");
    expect(steps?.refused).toContain("do not tell it from");
  });

  it("refuses too few timings, unknown models, seconds for milliseconds and mixed devices", async () => {
    const text = await timings();
    const few = await readTimingsCsv(text.split("\n").slice(0, 4).join("\n"), presetNamed);
    if (!few.ok) throw new Error("unreadable");
    expect(firstProblem(fitEndToEnd(few.value, { id: "x", name: "x" }))).toContain("too few");
    expect(firstProblem(await readTimingsCsv(text.replace("qwen3-0.6b", "qwen9"), presetNamed))).toContain(
      "qwen9",
    );
    const seconds = await readTimingsCsv(text.replace(",ms", ",s"), presetNamed);
    expect(!seconds.ok && seconds.problems[0]?.mend).toContain("into milliseconds");
    const mixed = few.value.map((timing, index) => ({ ...timing, device: `device ${index}` }));
    expect(firstProblem(fitEndToEnd(mixed, { id: "x", name: "x" }))).toContain("mixes the devices");
  });
});

describe("the fit a page asks for", () => {
  it("reports progress that only grows and answers with a readable profile", async () => {
    const shares: number[] = [];
    const fit = await runFit(
      { kind: "fit", id: "mine", name: "Mine", tables: [{ name: "a.csv", text: gemmTable(20) }] },
      (share) => shares.push(share),
    );
    if (!fit.ok) throw new Error(fit.problems[0]?.message);
    expect(shares.length).toBeGreaterThan(3);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(readDeviceProfile(fit.value.document).ok).toBe(true);
  });

  it("knows the user's own designs by name, and says what to do about a name it does not know", async () => {
    const { design } = findPreset("qwen3-0.6b")!;
    const lines = ["model,phase,batch,prompt,new,precision,ms"];
    for (let prompt = 1; prompt < 9; prompt++)
      lines.push(`My hybrid,decode,1,${1000 * prompt},100,bf16,${500 + 20 * prompt}`);
    const tables = [{ name: "own.csv", text: lines.join("\n") }];
    const request = { kind: "fit", id: "mine", name: "Mine", tables } as const;
    const known = await runFit({ ...request, designs: [{ name: "my hybrid", design }] }, () => {});
    expect(known.ok && known.value.timings.map(({ model }) => model)).toEqual(Array(8).fill("My hybrid"));
    const unknown = await runFit(request, () => {});
    expect(!unknown.ok && unknown.problems[0]?.mend).toContain("Save the design in the library");
  });

  it("tells timings from kernels by the columns, quoted, with blanks, in another unit or with a column of both", async () => {
    const problemOf = async (text: string) =>
      firstProblem(
        await runFit({ kind: "fit", id: "x", name: "x", tables: [{ name: "a.csv", text }] }, () => {}),
      );
    const timing = "qwen3-0.6b,decode,1,0,64,bf16,200";
    const tooFew = "1 timings are too few";
    expect(await problemOf(`"model","phase","batch","prompt","new","precision","ms"\n${timing}`)).toContain(
      tooFew,
    );
    expect(await problemOf(`model, phase, batch, prompt, new, precision, ms\n${timing}`)).toContain(tooFew);
    expect(await problemOf(`model,phase,batch,prompt,new,precision,seconds\n${timing}`)).toContain("ms");
    expect(await problemOf("model,dtype,m,n,k,latency_us\nllama,bf16,1,64,64,3")).toContain(
      "GEMM, bf16: 1 of 12",
    );
  });

  it("names the file a problem is in", async () => {
    const fit = await runFit(
      { kind: "fit", id: "x", name: "x", tables: [{ name: "bad.csv", text: "a,b\n1,2" }] },
      () => {},
    );
    expect(firstProblem(fit)).toMatch(/^bad\.csv: columns/);
  });
});

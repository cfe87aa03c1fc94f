import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { CompareCurves } from "@/components/compare/CompareCurves";
import { memoryOf } from "@/lib/cost/memory";
import type { Workload } from "@/lib/cost/workload";
import { shippedWorkloads } from "@/lib/cost/workloads";
import type { Design } from "@/lib/design/design";
import { findPreset } from "@/lib/design/presets";
import { predictLatency } from "@/lib/latency/predictLatency";
import { compareMembers } from "@/lib/store/compareMembers";
import { shippedProfile } from "@/test/lib/latency/shippedProfile";

const h100 = shippedProfile("h100_sxm");
const chat = shippedWorkloads.find(({ id }) => id === "chat") as Workload;

function design(id: string): Design {
  const found = findPreset(id);
  if (found === null) throw new Error(id);
  return found.design;
}

function curves(pinned: readonly string[]): string {
  return renderToStaticMarkup(
    <CompareCurves
      members={compareMembers(pinned, design("nemotron-flash-1b"), [])}
      profile={h100}
      stackId="kernels"
      workload={chat}
      source="Conditions of the figures."
    />,
  );
}

/** The sentences about meetings of curves in one of the charts. */
function meetings(markup: string, title: string): readonly string[] {
  const chart = markup.slice(markup.indexOf(`data-chart="${title}"`));
  const drawing = chart.slice(0, chart.indexOf("</svg>"));
  return [...drawing.matchAll(/<title>([^<]* meet at [^<]*)<\/title>/g)].map(([, text]) => text!);
}

/** Where a sentence says two designs meet. */
function meetingPlace(sentence: string | undefined): number {
  const [, digits] = / meet at ([\d,]+) /.exec(sentence ?? "") ?? [];
  return Number(digits?.replaceAll(",", ""));
}

function predicted(id: string, asked: Partial<Workload>) {
  const found = predictLatency(design(id), { ...chat, ...asked }, h100, "kernels");
  if (!found.ok) throw new Error(found.problems[0]?.message);
  return found.value;
}

describe("curves of compared designs", () => {
  it("say at which length one becomes faster: before it and after it, predictions are the other way round", () => {
    const [sentence, ...others] = meetings(
      curves(["nemotron-flash-3b", "qwen3-1.7b"]),
      "Latency against generated length",
    );
    expect(others).toEqual([]);
    const at = meetingPlace(sentence);
    const lead = (share: number) => {
      const length = Math.round(share * at);
      const time = (id: string) => predicted(id, { new: length }).latencyMs.value;
      return time("nemotron-flash-3b") - time("qwen3-1.7b");
    };
    expect(lead(0.8)).toBeGreaterThan(0);
    expect(lead(1.25)).toBeLessThan(0);
  });

  it("say at which batch one gives more tokens a second", () => {
    const [sentence, ...others] = meetings(
      curves(["llama-3.2-1b", "nemotron-flash-1b"]),
      "Throughput against batch, until memory is full",
    );
    expect(others).toEqual([]);
    const at = meetingPlace(sentence);
    const lead = (share: number) => {
      const batch = Math.round(share * at);
      const rate = (id: string) => predicted(id, { phase: "decode", batch }).tokensPerSecond.value;
      return rate("llama-3.2-1b") - rate("nemotron-flash-1b");
    };
    expect(Math.sign(lead(0.7))).toBe(-Math.sign(lead(1.4)));
  });

  it("say at which context one needs more memory", () => {
    const [sentence] = meetings(
      curves(["nemotron-flash-1b", "qwen3-0.6b"]),
      "Memory of one sequence against context",
    );
    const context = meetingPlace(sentence);
    const bytes = (id: string) => memoryOf(design(id), { batch: 1, context, workload: chat }).totalBytes;
    expect(bytes("qwen3-0.6b") / bytes("nemotron-flash-1b")).toBeCloseTo(1, 1);
  });

  it("say nothing of a design beside itself, nor of one alone", () => {
    for (const pinned of [["qwen3-0.6b"], ["qwen3-0.6b", "qwen3-0.6b"]])
      expect(curves(pinned)).not.toContain("meet at");
  });

  it("draw all four that can be pinned, and bear the source in words", () => {
    const markup = curves(["qwen3-0.6b", "nemotron-flash-1b", "llama-3.2-1b", "qwen2.5-0.5b"]);
    expect(markup).not.toMatch(/NaN|Infinity/);
    for (const name of ["Qwen3-0.6B", "Nemotron-Flash-1B", "Llama-3.2-1B", "Qwen2.5-0.5B"])
      expect(markup.split(`>${name}<`).length - 1).toBe(4);
    expect(markup.split("Conditions of the figures.").length - 1).toBe(4);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { presets } from "@/lib/design/presets";
import { decodeShareHash, encodeShareHash } from "@/lib/store/shareLink";
import { defaultView } from "@/lib/store/viewChoices";
import { documentOf } from "@/lib/store/workbenchDocument";

describe("share links", () => {
  it("bring back every preset exactly, in at most 1,500 characters", () => {
    for (const { design } of presets) {
      const saved = { document: documentOf(design), view: defaultView };
      const hash = encodeShareHash(saved);
      expect(hash.length).toBeLessThanOrEqual(1500);
      expect(decodeShareHash(hash)).toEqual({ ok: true, value: saved });
    }
  });

  it("bring back any workload, device, stack and view", () => {
    const design = presets[0]!.design;
    fc.assert(
      fc.property(
        fc.record({
          deviceId: fc.string(),
          stackId: fc.option(fc.string()),
          batch: fc.oneof(fc.integer({ min: 1, max: 4096 }), fc.constant("max" as const)),
          prompt: fc.nat(1_000_000),
          pinned: fc.array(fc.string(), { maxLength: 4 }),
          laneMeasure: fc.constantFrom("time" as const, "parameters" as const, "cache" as const),
        }),
        ({ deviceId, stackId, batch, prompt, pinned, laneMeasure }) => {
          const workload = {
            id: "own",
            name: "Own",
            phase: "both",
            batch,
            prompt,
            new: 7,
            precision: "fp8",
            cachePrecision: "int8",
          } as const;
          const saved = {
            document: { design, deviceId, stackId, workload: { kind: "custom", workload } as const },
            view: { ...defaultView, pinned, laneMeasure },
          };
          expect(decodeShareHash(encodeShareHash(saved))).toEqual({ ok: true, value: saved });
        },
      ),
    );
  });

  it("say what is wrong with a broken or newer link, and never throw", () => {
    const hash = encodeShareHash({ document: documentOf(presets[0]!.design), view: defaultView });
    expect(decodeShareHash("")).toBeNull();
    expect(decodeShareHash(hash.slice(0, -20))).toMatchObject({ ok: false });
    expect(decodeShareHash(hash.replace("#1.", "#2."))).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining("newer version") }],
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        decodeShareHash(`#1.${text}`);
        decodeShareHash(`#${text}`);
      }),
    );
  });

  it("refuse a link that would unfold beyond the size of a document", async () => {
    const { deflateSync } = await import("fflate");
    const bomb = deflateSync(new Uint8Array(40 * 1024 * 1024), { level: 9 });
    const text = Buffer.from(bomb).toString("base64url");
    expect(decodeShareHash(`#1.${text}`)).toMatchObject({ ok: false });
  });
});

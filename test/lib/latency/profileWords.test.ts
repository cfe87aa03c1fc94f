import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readDeviceProfile } from "@/lib/latency/deviceProfile";
import { bandWords, measuredRangeWords, modelBandWords, stackFigures } from "@/lib/latency/profileWords";
import { evenFactors, kernelsStack } from "@/lib/latency/runtimeStack";
import { typedDevice } from "@/lib/latency/typedDevice";

const sheet = { memoryBytes: 16e9, bandwidth: 5e11, peakBf16: 8e13, peakFp8: null, cacheBytes: 3e7, sms: 40 };
const typed = typedDevice("mine", "My GPU", sheet);
const read = readDeviceProfile(
  JSON.parse(readFileSync(new URL("../../../public/profiles/a100_sxm.json", import.meta.url), "utf8")),
);
if (!read.ok) throw new Error("the shipped profile is broken");
const shipped = read.value;

describe("a profile in words", () => {
  it("writes narrow bands in percent and wide ones as a factor", () => {
    expect(bandWords(Math.log(1.05))).toBe("± 5.0 %");
    expect(bandWords(Math.log(2))).toBe("× or ÷ 2.00");
    expect(modelBandWords(typed.models.gemm_bf16)).toMatch(/^× or ÷/);
    expect(modelBandWords(shipped.models.gemm_bf16)).toMatch(/%/);
  });

  it("gives every measured dimension its range, and nothing where nothing was measured", () => {
    const ranges = measuredRangeWords(shipped.models.decode_attention);
    expect(ranges?.map(({ name }) => name)).toContain("context");
    for (const { words } of ranges ?? []) expect(words).toMatch(/\d|full/);
    expect(measuredRangeWords(typed.models.gemm_bf16)).toBeNull();
  });

  it("writes factors that agree as one figure, and others apart", () => {
    const labels = (stack: typeof kernelsStack) => stackFigures(stack).map(({ label }) => label);
    expect(labels(kernelsStack)[0]).toBe("kernel times");
    expect(labels(kernelsStack)).not.toContain("launches");
    const uneven = { ...kernelsStack, factors: { ...evenFactors(1.2), "cache traffic": 0.8 } };
    expect(labels(uneven)).toEqual(
      expect.arrayContaining(["weight traffic", "compute", "reading the KV cache"]),
    );
  });
});

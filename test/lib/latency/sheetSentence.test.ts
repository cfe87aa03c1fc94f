import { describe, expect, it } from "vitest";
import { readDeviceProfile, writeDeviceProfile } from "@/lib/latency/deviceProfile";
import { sheetSentence } from "@/lib/latency/sheetSentence";
import { typedDevice } from "@/lib/latency/typedDevice";

const sheet = { memoryBytes: 16e9, bandwidth: 5e11, peakBf16: 8e13, peakFp8: null, cacheBytes: 3e7, sms: 40 };
const typed = { ...typedDevice("mine", "My GPU", sheet), reserveBytes: 0 };

describe("the sentence of a data sheet", () => {
  it("gives what is stated with its units", () => {
    expect(sheetSentence({ ...typed, reserveBytes: 2e9 })).toBe(
      "16.0 GB of memory at 500 GB/s, 2.00 GB of it left to the runtime; 80.0 TFLOP/s bf16; 30.0 MB of cache; 40 compute units.",
    );
  });

  it("gives no figure that was put in for want of one, and calls an assumed memory so", () => {
    const open = {
      ...typed,
      memoryAssumed: true,
      assumedFigures: ["cacheBytes", "sms", "peakBf16"],
    } as const;
    expect(sheetSentence(open)).toBe(
      "16.0 GB of memory (assumed) at 500 GB/s; matrix rate not known; cache not known; compute units not known.",
    );
  });

  it("knows what was assumed after the profile went through a file", () => {
    const open = { ...typed, memoryAssumed: true, assumedFigures: ["bandwidth", "sms"] } as const;
    const read = readDeviceProfile(JSON.parse(JSON.stringify(writeDeviceProfile(open))));
    if (!read.ok) throw new Error(read.problems[0]?.message);
    expect(sheetSentence(read.value)).toBe(sheetSentence(open));
    expect(sheetSentence(open)).toContain("a bandwidth that is not known");
  });
});

import { describe, expect, it } from "vitest";
import { knownDevices } from "@/lib/latency/dataSheet";
import { draftOfSheet, emptySheetDraft, readSheetDraft, type SheetDraft } from "@/lib/latency/sheetDraft";

const good: SheetDraft = {
  name: " My GPU ",
  memoryBytes: "24",
  bandwidth: "1,008",
  peakBf16: "165.2",
  peakFp8: "",
  cacheBytes: "72",
  sms: "128",
};

const problemsOf = (change: Partial<SheetDraft>) => {
  const read = readSheetDraft({ ...good, ...change }, ["NVIDIA L40S 48 GB"]);
  return read.ok ? {} : Object.fromEntries(read.problems.map(({ field, message }) => [field, message]));
};

describe("a typed device", () => {
  it("is read in the units of data sheets, with separators of thousands", () => {
    expect(readSheetDraft(good, [])).toEqual({
      ok: true,
      value: {
        name: "My GPU",
        sheet: {
          memoryBytes: 24e9,
          bandwidth: 1.008e12,
          peakBf16: 165.2e12,
          peakFp8: null,
          cacheBytes: 72e6,
          sms: 128,
        },
      },
    });
  });

  it("names every field that is missing, fp8 excepted", () => {
    const read = readSheetDraft(emptySheetDraft, []);
    expect(read.ok ? [] : read.problems.map(({ field }) => field)).toEqual([
      "name",
      "memoryBytes",
      "bandwidth",
      "peakBf16",
      "cacheBytes",
      "sms",
    ]);
  });

  it.each([
    ["a name in use, in any case", { name: "nvidia l40s 48 gb" }, "name", /Another device/],
    ["a word for a number", { memoryBytes: "lots" }, "memoryBytes", /not a number/],
    ["a negative number", { bandwidth: "-5" }, "bandwidth", /must be from 5 to/],
    ["negative compute units", { sms: "-1" }, "sms", /must be from 1 to/],
    ["a comma that means a point", { peakBf16: "165,2" }, "peakBf16", /Write 165\.2/],
    ["half a compute unit", { sms: "12.5" }, "sms", /whole/],
    ["bytes where gigabytes are meant", { memoryBytes: "24e9" }, "memoryBytes", /0\.5 to 20,000 GB/],
    ["TB/s where GB/s are meant", { bandwidth: "5", peakBf16: "900" }, "bandwidth", /FLOP a byte/],
    ["fp8 slower than bf16", { peakFp8: "80" }, "peakFp8", /below the bf16 peak/],
    ["a cache larger than the memory", { memoryBytes: "1", cacheBytes: "4000" }, "cacheBytes", /larger/],
  ])("is refused with %s", (_, change, field, message) => {
    expect(problemsOf(change)[field]).toMatch(message);
  });

  it("comes back from the form as it went in, for every known device", () => {
    for (const { name, sheet } of knownDevices)
      expect(readSheetDraft(draftOfSheet(name, sheet), [])).toEqual({ ok: true, value: { name, sheet } });
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { shippedWorkloads } from "@/lib/cost/workloads";
import { findPreset } from "@/lib/design/presets";
import { predictLatency } from "@/lib/latency/predictLatency";
import { keptTyped, type OwnDevice } from "@/lib/store/ownDevice";
import { createOwnDevices, type DeviceStorage } from "@/lib/store/ownDevices";

const sheet = { memoryBytes: 16e9, bandwidth: 5e11, peakBf16: 8e13, peakFp8: null, cacheBytes: 3e7, sms: 40 };
const shippedText = readFileSync(new URL("../../../public/profiles/l40s.json", import.meta.url), "utf8");

function recordingStorage(stored: readonly unknown[] = []) {
  const records = new Map(stored.map((record, index) => [String(index), record]));
  const storage: DeviceStorage = {
    list: async () => [...records.values()],
    put: async (device) => {
      records.set(device.id, structuredClone(device));
    },
    remove: async (id) => {
      records.delete(id);
    },
  };
  return { storage, records };
}

const openedWith = async (open: () => Promise<DeviceStorage>) => {
  const devices = createOwnDevices(open);
  await vi.waitFor(() => expect(devices.getState().opened).toBe(true));
  return devices;
};

describe("the user's own devices", () => {
  it("are stored by what was typed, and read back with the same predictions", async () => {
    const { storage, records } = recordingStorage();
    const devices = await openedWith(async () => storage);
    const kept = keptTyped("own-1", "My GPU", sheet);
    await devices.getState().keep(kept);
    expect(records.get("own-1")).toEqual({ kind: "typed", id: "own-1", name: "My GPU", sheet });

    const again = await openedWith(async () => storage);
    const [read] = again.getState().devices;
    const design = findPreset("qwen3-0.6b")!.design;
    const workload = shippedWorkloads.find(({ id }) => id === "chat")!;
    expect(predictLatency(design, workload, read!.profile)).toEqual(
      predictLatency(design, workload, kept.profile),
    );
  });

  it("are replaced by id in place, removed, and brought back", async () => {
    const { storage, records } = recordingStorage();
    const devices = await openedWith(async () => storage);
    await devices.getState().keep(keptTyped("a", "First", sheet));
    await devices.getState().keep(keptTyped("b", "Second", sheet));
    await devices.getState().keep(keptTyped("a", "First, changed", sheet));
    const names = () => devices.getState().devices.map(({ profile }) => profile.name);
    expect(names()).toEqual(["First, changed", "Second"]);
    const bringBack = await devices.getState().remove("a");
    expect(names()).toEqual(["Second"]);
    expect(records.has("a")).toBe(false);
    await bringBack();
    expect(names()).toContain("First, changed");
    expect(records.has("a")).toBe(true);
  });

  it("work without storage, and say that they will not last", async () => {
    const devices = await openedWith(() => Promise.reject(new Error("no database")));
    expect(devices.getState().trouble).toMatch(/until it is closed/);
    await devices.getState().keep(keptTyped("a", "First", sheet));
    expect(devices.getState().devices).toHaveLength(1);
  });

  it("say when the disk is full, and still count", async () => {
    const { storage } = recordingStorage();
    const put = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    const devices = await openedWith(async () => ({ ...storage, put }));
    await devices.getState().keep(keptTyped("a", "First", sheet));
    expect(devices.getState().trouble).toMatch(/disk is full/);
    expect(devices.getState().devices).toHaveLength(1);
  });

  it("survive a damaged record beside them", async () => {
    const good: OwnDevice = { kind: "typed", id: "a", name: "First", sheet };
    const { storage } = recordingStorage([good, { kind: "typed", id: "b" }, null]);
    const devices = await openedWith(async () => storage);
    expect(devices.getState().devices).toHaveLength(1);
    expect(devices.getState().trouble).toMatch(/2 stored devices cannot be read/);
  });

  it("come from exported profiles, under an id of their own and a name nobody has", async () => {
    const { storage, records } = recordingStorage();
    const devices = await openedWith(async () => storage);
    const read = await devices.getState().importText(shippedText, ["NVIDIA L40S 48 GB"]);
    expect(read).toMatchObject({ ok: true, value: { profile: { name: "NVIDIA L40S 48 GB (2)" } } });
    const [kept] = devices.getState().devices;
    expect(kept!.device.kind).toBe("fitted");
    expect(kept!.profile.id).not.toBe("l40s");
    expect(records.get(kept!.profile.id)).toMatchObject({ kind: "fitted" });

    const again = await openedWith(async () => storage);
    expect(again.getState().devices[0]!.profile.evaluation).toEqual(kept!.profile.evaluation);
  });

  it.each([
    ["what is not JSON", "memory;bandwidth", /not JSON/],
    ["another document", '{"schema":"paretoscope/design@1"}', /not a device profile/],
    ["a giant file", " ".repeat(9e6), /at most 8 MB/],
  ])("are not made from %s", async (_, text, message) => {
    const devices = await openedWith(async () => recordingStorage().storage);
    const read = await devices.getState().importText(text, []);
    expect(read.ok ? "" : read.problems[0]!.message).toMatch(message);
    expect(devices.getState().devices).toHaveLength(0);
  });
});

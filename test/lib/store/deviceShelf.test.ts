import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { typedDevice } from "@/lib/latency/typedDevice";
import { createDeviceShelf, profileOf } from "@/lib/store/deviceShelf";

const profileJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../public/${path}`, import.meta.url), "utf8"));

const sheet = { memoryBytes: 16e9, bandwidth: 5e11, peakBf16: 8e13, peakFp8: null, cacheBytes: 3e7, sms: 40 };

describe("the device shelf", () => {
  it("fetches a shipped profile once, however often it is asked for", async () => {
    const fetchJson = vi.fn(async (path: string) => profileJson(path));
    const shelf = createDeviceShelf(fetchJson);
    await Promise.all([shelf.getState().request("a100_sxm"), shelf.getState().request("a100_sxm")]);
    await shelf.getState().request("a100_sxm");
    expect(fetchJson).toHaveBeenCalledTimes(1);
    expect(shelf.getState().profiles.a100_sxm).toMatchObject({ kind: "ready", profile: { id: "a100_sxm" } });
  });

  it("says so when a profile cannot be loaded, and tries again when asked again", async () => {
    const fetchJson = vi
      .fn(async (path: string) => profileJson(path))
      .mockRejectedValueOnce(new Error("offline"));
    const shelf = createDeviceShelf(fetchJson);
    await shelf.getState().request("l40s");
    expect(shelf.getState().profiles.l40s).toMatchObject({
      kind: "failed",
      problems: [{ message: "The profile of NVIDIA L40S 48 GB could not be loaded." }],
    });
    await shelf.getState().request("l40s");
    expect(shelf.getState().profiles.l40s?.kind).toBe("ready");
  });

  it("knows no device by the name of what every object has", async () => {
    const shelf = createDeviceShelf(async () => ({}));
    expect(profileOf(shelf.getState(), "constructor").kind).toBe("loading");
    await shelf.getState().request("constructor");
    expect(profileOf(shelf.getState(), "constructor")).toMatchObject({ kind: "failed" });
  });

  it("refuses a device that is not on this machine without fetching anything", async () => {
    const fetchJson = vi.fn(async () => ({}));
    const shelf = createDeviceShelf(fetchJson);
    await shelf.getState().request("somebody-elses-gpu");
    expect(fetchJson).not.toHaveBeenCalled();
    expect(shelf.getState().profiles["somebody-elses-gpu"]).toMatchObject({ kind: "failed" });
  });

  it("waits for the user's own devices before it says that one is not on this machine", async () => {
    let read = () => {};
    const ownRead = new Promise<void>((resolve) => {
      read = resolve;
    });
    const shelf = createDeviceShelf(async () => ({}), ownRead);
    const requests = Promise.all([shelf.getState().request("mine"), shelf.getState().request("nobodys")]);
    expect(shelf.getState().profiles).toMatchObject({
      mine: { kind: "loading" },
      nobodys: { kind: "loading" },
    });
    shelf.getState().keep(typedDevice("mine", "My GPU", sheet), "typed");
    read();
    await requests;
    expect(shelf.getState().profiles).toMatchObject({ mine: { kind: "ready" }, nobodys: { kind: "failed" } });
  });

  it("puts an own device behind the shipped ones, replaces it by id, and takes only own ones off", () => {
    const shelf = createDeviceShelf(async () => ({}));
    const shipped = shelf.getState().devices.length;
    shelf.getState().keep(typedDevice("mine", "My GPU", sheet), "typed");
    shelf.getState().keep(typedDevice("mine", "My GPU, again", sheet), "typed");
    expect(
      shelf
        .getState()
        .devices.slice(shipped)
        .map(({ name }) => name),
    ).toEqual(["My GPU, again"]);
    shelf.getState().remove("mine");
    shelf.getState().remove("h100_sxm");
    expect(shelf.getState().devices).toHaveLength(shipped);
    expect(shelf.getState().profiles.mine).toMatchObject({ kind: "failed" });
  });
});

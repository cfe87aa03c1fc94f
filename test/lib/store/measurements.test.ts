import { describe, expect, it } from "vitest";
import { createMeasurements, type MeasurementStorage } from "@/lib/store/measurements";
import { fakeMeasurement } from "../measure/fakeMeasurement";

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

function memory(
  initial: readonly unknown[] = [],
): MeasurementStorage & { readonly kept: Map<string, unknown> } {
  const kept = new Map(initial.map((one, index) => [(one as { id?: string }).id ?? String(index), one]));
  return {
    kept,
    list: async () => [...kept.values()],
    put: async (measurement) => {
      kept.set(measurement.id, measurement);
    },
    remove: async (id) => {
      kept.delete(id);
    },
  };
}

const first = fakeMeasurement();
const second = { ...first, id: "measured-later", createdAt: "2027-01-01T00:00:00.000Z" };

describe("stored measurements", () => {
  it("are there again, newest first", async () => {
    const store = createMeasurements(async () => memory([first, second]));
    await settled();
    expect(store.getState().measurements.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(store.getState().trouble).toBeNull();
  });

  it("are kept when added, renamed and removed, and come back when asked", async () => {
    const storage = memory();
    const store = createMeasurements(async () => storage);
    await store.getState().add(first);
    await store.getState().rename(first.id, "My machine");
    expect(storage.kept.get(first.id)).toMatchObject({ name: "My machine" });
    const bringBack = await store.getState().remove(first.id);
    expect(storage.kept.size).toBe(0);
    await bringBack();
    expect(store.getState().measurements[0]?.name).toBe("My machine");
  });

  it("that cannot be read are left alone and counted", async () => {
    const storage = memory([first, { id: "broken" }]);
    const store = createMeasurements(async () => storage);
    await settled();
    expect(store.getState().measurements.length).toBe(1);
    expect(store.getState().trouble).toMatch(/1 stored measurements cannot be read/);
    expect(storage.kept.has("broken")).toBe(true);
  });

  it("count without storage too, and the page says so", async () => {
    const store = createMeasurements(() => Promise.reject(new Error("private window")));
    await store.getState().add(first);
    expect(store.getState().measurements.length).toBe(1);
    expect(store.getState().trouble).toMatch(/last until it is closed/);
  });

  it("survive a full disk in the page", async () => {
    const full = {
      ...memory(),
      put: () => Promise.reject(new DOMException("full", "QuotaExceededError")),
    };
    const store = createMeasurements(async () => full);
    await store.getState().add(first);
    expect(store.getState().measurements.length).toBe(1);
    expect(store.getState().trouble).toMatch(/disk is full/);
  });

  it("are read from a file, or refused with the reason", async () => {
    const store = createMeasurements(async () => memory());
    expect((await store.getState().importText(JSON.stringify(first))).ok).toBe(true);
    expect((await store.getState().importText("{}")).ok).toBe(false);
    expect(store.getState().measurements.length).toBe(1);
  });
});

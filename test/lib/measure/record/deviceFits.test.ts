import { describe, expect, it } from "vitest";
import { createDeviceFits, type FitWorker } from "@/lib/measure/record/deviceFits";
import { measuredDevice } from "@/lib/measure/record/measuredDevice";
import type { Measurement } from "@/lib/measure/record/measurement";
import { fakeMeasurement } from "../fakeMeasurement";

/** Workers that answer when they are told to, with copies, as real ones do. */
function stage() {
  const workers: (FitWorker & { readonly asked: Measurement[]; ended: boolean })[] = [];
  const fits = createDeviceFits(() => {
    const worker = {
      asked: [] as Measurement[],
      ended: false,
      onmessage: null as FitWorker["onmessage"],
      onerror: null as FitWorker["onerror"],
      postMessage: (measurement: Measurement) => {
        worker.asked.push(structuredClone(measurement));
      },
      terminate: () => {
        worker.ended = true;
      },
    };
    workers.push(worker);
    return worker;
  });
  const answer = () => {
    const worker = workers.at(-1);
    const measurement = worker?.asked.at(-1);
    if (worker === undefined || measurement === undefined) throw new Error("nothing was asked");
    worker.onmessage?.({ data: structuredClone(measuredDevice(measurement)) });
  };
  return { fits, workers, answer };
}

describe("fits of measurements in a worker", () => {
  it("are what a fit on the page is, and stand for the measurement that was asked for", async () => {
    const { fits, answer } = stage();
    const measurement = fakeMeasurement();
    const fitted = fits.fit(measurement);
    answer();
    const device = await fitted;
    expect(device).toEqual(measuredDevice(measurement));
    expect(device.measurement).toBe(measurement);
  });

  it("are done one after another and once each, and leave no worker", async () => {
    const { fits, workers, answer } = stage();
    const [one, other] = [fakeMeasurement(), { ...fakeMeasurement(), id: "measured-other" }];
    const both = [fits.fit(one), fits.fit(other), fits.fit(one)];
    expect(workers[0]?.asked.map(({ id }) => id)).toEqual([one.id]);
    answer();
    expect(workers[0]?.asked.map(({ id }) => id)).toEqual([one.id, other.id]);
    expect(workers[0]?.ended).toBe(false);
    answer();
    const ids = (await Promise.all(both)).map(({ measurement }) => measurement.id);
    expect(ids).toEqual([one.id, other.id, one.id]);
    expect(workers).toHaveLength(1);
    expect(workers[0]?.ended).toBe(true);
    await fits.fit(one);
    expect(workers).toHaveLength(1);
  });

  it("go on where a worker breaks or cannot be had", async () => {
    const { fits, workers, answer } = stage();
    const [one, other] = [fakeMeasurement(), { ...fakeMeasurement(), id: "measured-other" }];
    const both = [fits.fit(one), fits.fit(other)];
    workers[0]?.onerror?.();
    expect(workers[0]?.ended).toBe(true);
    answer();
    expect((await Promise.all(both)).map(({ measurement }) => measurement)).toEqual([one, other]);
    const none = createDeviceFits(() => {
      throw new Error("no workers here");
    });
    expect((await none.fit(one)).fit.validationError).toBe(measuredDevice(one).fit.validationError);
  });
});

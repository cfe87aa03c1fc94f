import { measuredDevice } from "./record/measuredDevice";
import type { Measurement } from "./record/measurement";

/** Fits the measurements it is handed, one after another, off the page's thread; the page ends it. */
self.onmessage = ({ data }: MessageEvent<Measurement>) => {
  self.postMessage(measuredDevice(data));
};

import { type FitMessage, type FitRequest, runFit } from "./fitProtocol";

/** Least milliseconds between progress messages. */
const progressEveryMs = 50;
let lastProgress = 0;

function tell(message: FitMessage): void {
  self.postMessage(message);
}

self.onmessage = async ({ data }: MessageEvent<FitRequest>) => {
  try {
    const fit = await runFit(data, (share, label) => {
      const now = performance.now();
      if (now - lastProgress < progressEveryMs) return;
      lastProgress = now;
      tell({ kind: "progress", share, label });
    });
    tell(fit.ok ? { kind: "done", answer: fit.value } : { kind: "failed", problems: fit.problems });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    tell({ kind: "failed", problems: [{ field: "", message }] });
  }
};

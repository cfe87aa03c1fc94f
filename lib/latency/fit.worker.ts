import { type FitMessage, runFit } from "./fitProtocol";
import { type FitOrder, readTables } from "./fitRun";

/** Least milliseconds between progress messages. */
const progressEveryMs = 50;
let lastProgress = 0;

function tell(message: FitMessage): void {
  self.postMessage(message);
}

self.onmessage = async ({ data }: MessageEvent<FitOrder>) => {
  try {
    const { files, ...order } = data;
    const { tables, problems } = await readTables(files);
    if (problems.length > 0) return tell({ kind: "failed", problems });
    const fit = await runFit({ ...order, tables }, (share, label) => {
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

import { probeDevice } from "./backend/probe";
import { BrokenRuntimeError, DisagreementError } from "./run/bench";
import { pauseGate } from "./run/pauseGate";
import { runPlan } from "./run/runPlan";
import type { WorkerFailure, WorkerReport, WorkerRequest } from "./run/workerProtocol";
import { loadRuntime, openBench } from "./runtime/openBench";

/**
 * Runs one plan on one back end and then idles; the page ends it, which gives back its memory and its GPU device. One
 * worker serves one back end, because the runtime fixes its thread count with the first session.
 */
const report = (message: WorkerReport) => {
  postMessage(message);
};

const gate = pauseGate(
  () => performance.now(),
  () => report({ kind: "alive" }),
);
let openCase = "";

function failureOf(error: unknown, started: boolean): WorkerFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof DisagreementError) return { kind: "disagreement", message };
  if (error instanceof BrokenRuntimeError) return { kind: "broken", message, caseId: error.caseId };
  return started ? { kind: "broken", message, caseId: openCase } : { kind: "unavailable", message };
}

async function start({ plan, backend }: Extract<WorkerRequest, { kind: "start" }>): Promise<void> {
  let started = false;
  try {
    const runtime = await loadRuntime(backend);
    const bench = await openBench(runtime, backend, (reason) => {
      const message = `The GPU device was lost: ${reason}`;
      report({ kind: "failed", failure: { kind: "broken", message, caseId: openCase } });
    });
    const probe = await probeDevice({
      navigator,
      crossOriginIsolated,
      performance,
      WebAssembly,
    });
    report({ kind: "ready", probe, runtimeVersion: runtime.env.versions.web ?? runtime.env.versions.common });
    started = true;
    await runPlan(bench, plan, {
      emit: (event) => {
        if (event.kind === "opening") openCase = event.id;
        report({ kind: "event", event });
      },
      gate: gate.pass,
    });
    report({ kind: "finished" });
  } catch (error) {
    report({ kind: "failed", failure: failureOf(error, started) });
  }
}

addEventListener("message", ({ data }: MessageEvent<WorkerRequest>) => {
  switch (data.kind) {
    case "start":
      void start(data);
      break;
    case "pause":
      gate.pause();
      break;
    case "resume":
      gate.resume();
      break;
  }
});

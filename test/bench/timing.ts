/** Median and spread of repeated timings, in milliseconds of CPU time of this process. */
export interface Timing {
  readonly medianMs: number;
  readonly worstMs: number;
  /** The very first call, before anything was compiled. */
  readonly coldMs: number;
}

/** Times `work` by the CPU it takes: one cold call, then `samples` samples of `callsPerSample` calls each. */
export function time(work: () => unknown, samples = 41, callsPerSample = 1): Timing {
  const cpuMs = (calls: number) => {
    const started = process.cpuUsage();
    for (let call = 0; call < calls; call++) work();
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000 / calls;
  };
  const coldMs = cpuMs(1);
  const sorted = Array.from({ length: samples }, () => cpuMs(callsPerSample)).sort((a, b) => a - b);
  return { coldMs, medianMs: sorted[Math.floor(samples / 2)]!, worstMs: sorted[samples - 1]! };
}

/** Prints one line: the median, the limit it should keep, and the ratio of the two. */
export function report(label: string, timing: Timing, limitMs: number): void {
  const { medianMs, coldMs, worstMs } = timing;
  const ratio = (medianMs / limitMs).toFixed(3);
  process.stdout.write(
    `  ${label.padEnd(44)} median ${medianMs.toFixed(3)} ms, worst ${worstMs.toFixed(3)} ms, cold ${coldMs.toFixed(2)} ms; ${ratio} of ${limitMs} ms\n`,
  );
}

/** A gate between runs: it lets messages in, gives signs of life, and holds while paused. */
export interface PauseGate {
  pass(): Promise<void>;
  pause(): void;
  resume(): void;
}

/** Milliseconds between signs of life, and between looks at the message queue. */
const beat = 100;

/**
 * Makes a gate. Runs on WebAssembly never leave the microtask queue, so the gate waits for a real task now and then;
 * otherwise a message to pause would not arrive.
 */
export function pauseGate(now: () => number, alive: () => void): PauseGate {
  let last = now();
  let held: { readonly promise: Promise<void>; readonly release: () => void } | null = null;
  return {
    async pass() {
      if (now() - last > beat) {
        alive();
        await nextTask();
        last = now();
      }
      while (held !== null) {
        alive();
        await held.promise;
      }
    },
    pause() {
      if (held !== null) return;
      let release = () => {};
      const promise = new Promise<void>((resolve) => {
        release = resolve;
      });
      held = { promise, release };
    },
    resume() {
      held?.release();
      held = null;
    },
  };
}

/** Resolves in a later task, without the 4 ms that nested timers are held back. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

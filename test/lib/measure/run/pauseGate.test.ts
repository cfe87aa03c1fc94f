import { describe, expect, it } from "vitest";
import { pauseGate } from "@/lib/measure/run/pauseGate";

describe("the gate between runs", () => {
  it("lets everything pass, with a sign of life now and then", async () => {
    let now = 0;
    let signs = 0;
    const gate = pauseGate(
      () => now,
      () => {
        signs += 1;
      },
    );
    await gate.pass();
    expect(signs).toBe(0);
    now = 150;
    await gate.pass();
    await gate.pass();
    expect(signs).toBe(1);
  });

  it("holds while paused and opens on resume", async () => {
    const gate = pauseGate(
      () => 0,
      () => {},
    );
    gate.pause();
    let passed = false;
    const passing = gate.pass().then(() => {
      passed = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(passed).toBe(false);
    gate.resume();
    await passing;
    expect(passed).toBe(true);
  });
});

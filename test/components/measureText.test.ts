import { describe, expect, it } from "vitest";
import { progressText, stageText } from "@/components/measure/measureText";
import { noFindings } from "@/lib/measure/run/runFindings";

const run = (progress: number, paused = false) => ({
  ...noFindings,
  stage: "timing" as const,
  progress,
  label: "",
  secondsLeft: 60 * (1 - progress),
  paused,
});

describe("what is told of a running measurement", () => {
  it("changes for a screen reader with the stage alone, while the eye sees percent and time left", () => {
    const told = [0.1, 0.2, 0.3].map((progress) => stageText(run(progress)));
    expect(new Set(told)).toEqual(new Set(["Measuring: timing"]));
    expect(progressText(run(0.5))).toBe("Timing, 50 %, 30 s left");
    expect(stageText(run(0.3, true))).toBe("Measurement paused");
    expect(stageText({ ...run(0.3), stage: "checking" })).not.toBe(told[0]);
  });
});

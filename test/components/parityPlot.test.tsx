import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ParityPlot } from "@/components/measure/ParityPlot";
import type { ParityPoint } from "@/lib/measure/fit/fitMeasurement";
import { sampleStatistics } from "@/lib/measure/plan/sampleStatistics";

const point = (name: string, measuredMs: number, predictedMs: number): ParityPoint => ({
  id: name,
  name,
  role: "fit",
  statistics: sampleStatistics([measuredMs, measuredMs * 1.1]),
  measuredMs,
  predictedMs,
  error: predictedMs / measuredMs - 1,
  noisy: false,
});

describe("the parity of a measurement", () => {
  it("names the points that its axes do not hold", () => {
    const markup = renderToStaticMarkup(
      <ParityPlot parity={[point("Norm", 1, 0), point("FFN", 2, 5), point("LM head", 3, 3.1)]} />,
    );
    const notes = /data-testid="parity-off-axis"[^>]*>([^<]*)/.exec(markup)?.[1];
    expect(notes).toContain("FFN (+150.0 %)");
    expect(notes).toContain("cannot show: Norm.");
    expect(notes).not.toContain("LM head");
    expect(markup).not.toContain("NaN");
  });

  it("says nothing of that where every point is on them", () => {
    const markup = renderToStaticMarkup(<ParityPlot parity={[point("FFN", 2, 2.1), point("Norm", 1, 1)]} />);
    expect(markup).not.toContain("parity-off-axis");
  });
});

import type { Check } from "./check";

/** The depth of least predicted loss under 3 s against the paper's 12 blocks. */
export function depthStudyCheck(stack: string, best: number | null): Check {
  return {
    id: "depth-study",
    label: `Depth study on an A100, stack ${stack}: best depth under 3 s for 1k tokens (the paper's is 12)`,
    value: best ?? Number.NaN,
    bar: { least: 8, most: 16 },
    unit: "blocks",
  };
}

import { type Estimate, exact } from "../base/estimate";
import { describeDesign } from "../cost/describe";
import type { Design } from "../design/design";
import type { TrainingRecipe } from "./recipe";
import { trainingCost } from "./trainingCost";

/** A figure of a design as it goes into an export. */
export interface NamedFigure {
  readonly id: string;
  readonly label: string;
  readonly estimate: Estimate;
}

/** Figures that follow from the design and the recipe alone: counts, bytes, and the cost of training. */
export function designFigures(design: Design, recipe: TrainingRecipe): readonly NamedFigure[] {
  const { params, weightBytes, kvBytesPerToken, stateBytes, flopsPerToken } = describeDesign(design);
  const cost = trainingCost(design, recipe);
  const counted = "Counted from the design.";
  return [
    { id: "params", label: "Parameters", estimate: exact(params.total, "parameters", counted) },
    {
      id: "activeParams",
      label: "Parameters active for a token",
      estimate: exact(params.active, "parameters", counted),
    },
    { id: "weightBytes", label: "Weights at bf16", estimate: exact(weightBytes, "B", counted) },
    {
      id: "kvBytesPerToken",
      label: "KV cache a position",
      estimate: exact(kvBytesPerToken, "B/token", "bf16, while no window is full."),
    },
    {
      id: "stateBytes",
      label: "Recurrent and convolution state a sequence",
      estimate: exact(stateBytes, "B", "Recurrent state in fp32, convolution state in bf16."),
    },
    {
      id: "flopsPerToken",
      label: "Decode at an empty context",
      estimate: exact(flopsPerToken, "FLOP/token", "LM head included; a multiply and an add count as two."),
    },
    { id: "trainingForward", label: "Training, forward pass", estimate: cost.forwardFlopsPerToken },
    { id: "trainingFlops", label: "Training, in all", estimate: cost.flops },
    { id: "trainingGpuHours", label: "Training on H100", estimate: cost.gpuHours },
  ];
}

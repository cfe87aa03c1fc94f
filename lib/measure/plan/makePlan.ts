import type { Workload } from "../../cost/workload";
import type { Design } from "../../design/design";
import type { Plan, PlanId } from "./plan";
import {
  customPlan,
  designPlan,
  fullPlan,
  type PlanOptions,
  type PlanTarget,
  quickPlan,
} from "./shippedPlans";

/** The plan of this id for a back end; design and workload matter to the design's own plan only. */
export function makePlan(
  id: PlanId,
  design: Design,
  workload: Workload,
  target: PlanTarget,
  options: PlanOptions,
): Plan {
  switch (id) {
    case "quick":
      return quickPlan(target, options);
    case "full":
      return fullPlan(target, options);
    case "design":
      return designPlan(design, workload, target, options);
    case "custom":
      return customPlan(target, options);
  }
}

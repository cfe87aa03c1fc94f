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

/** The plan of this id for a back end; the design matters to its own plan only. */
export function makePlan(id: PlanId, design: Design, target: PlanTarget, options: PlanOptions): Plan {
  switch (id) {
    case "quick":
      return quickPlan(target, options);
    case "full":
      return fullPlan(target, options);
    case "design":
      return designPlan(design, target, options);
    case "custom":
      return customPlan(target, options);
  }
}

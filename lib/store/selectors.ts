import { describeDesign } from "../cost/describe";
import { memoise } from "./memoise";

/** Exact counts of a design, computed once a design. */
export const descriptionOf = memoise(describeDesign);

import type { Design } from "../design/design";
import type { Reason } from "../export/target";
import { acceptingStacks, type Capability } from "../export/targets";

/** A reason as the command line prints it: the edit by its label, since a shell has no button. */
export function reasonAnswer({ field, layers, message, mend, edit }: Reason) {
  return { field, layers, message, ...(mend && { mend }), ...(edit && { edit: edit.label }) };
}

/** One target's verdict as the command line prints it. */
export function capabilityAnswer({ target, verdict, reasons, warnings }: Capability) {
  return {
    id: target.id,
    name: target.name,
    ok: verdict !== "no",
    verdict,
    reasons: reasons.map(reasonAnswer),
    warnings,
  };
}

/** Ids of the training stacks that take a design. */
export function acceptingTargets(design: Design): readonly string[] {
  return acceptingStacks(design).map(({ id }) => id);
}

import type { Reason } from "../export/target";
import { type Capability, capabilities } from "../export/targets";

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
export function acceptingTargets(design: Parameters<typeof capabilities>[0]): readonly string[] {
  return capabilities(design)
    .filter(({ verdict, target }) => verdict !== "no" && target.id !== "design")
    .map(({ target }) => target.id);
}

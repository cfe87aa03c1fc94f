import type { OperatorTable } from "../../design/design";
import type { Check } from "../check";
import { enumeration } from "../enumeration";
import { plainSettings } from "../semantics";

/** The one window of all sliding-window layers; every other size is a reason. Null without such layers. */
export function checkOneWindow(check: Check, flag: string): number | null {
  const refs = check.refs("swa");
  const sizes = [...new Set(refs.map((ref) => Number(plainSettings(check.design, ref).window)))];
  if (sizes.length > 1) {
    const [widest] = [...sizes].sort((one, other) => other - one);
    const table = { ...check.design.operators } as Record<string, object | undefined>;
    for (const ref of refs) table[ref] = { ...table[ref], window: widest };
    check.refuseLayers(
      refs,
      "operators.swa.window",
      `: windows ${enumeration(sizes.map(String))}; ${check.stack} has a single ${flag}.`,
      undefined,
      {
        label: `Use window ${widest} everywhere`,
        design: { ...check.design, operators: table as OperatorTable },
      },
    );
  }
  return sizes[0] ?? null;
}

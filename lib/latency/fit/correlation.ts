import { randomInteger, seededRandom } from "../../base/random";
import { readDimensions } from "../kernel/dimensions";
import type { HeldOut } from "./crossValidate";
import type { PreparedRows } from "./fitKernelModel";

/** Random sums that decide ρ, and the kernels in each: as many as an operator or two have. */
const sums = 600;
const kernelsPerSum = 4;
const wanted = 0.9;

/**
 * The correlation of errors between shapes of a class: the least ρ (in steps of 0.05) at which the composed interval covers at
 * least 90 % of random sums of held-out kernels. Each sum takes kernels of different families at one value of the leading
 * dimension (tokens, batch), as the layers of a model do, with random counts.
 */
export function correlationOf(
  { rows, families }: PreparedRows,
  heldOut: HeldOut,
  halfWidths: Float64Array,
): number {
  const byLead = new Map<number, number[]>();
  rows.forEach(({ kernel }, index) => {
    const lead = readDimensions(kernel)[0]!;
    const group = byLead.get(lead);
    if (group === undefined) byLead.set(lead, [index]);
    else group.push(index);
  });
  const groups = [...byLead.values()].filter((group) => group.length >= 2 * kernelsPerSum);
  if (groups.length === 0) return 1;
  const random = seededRandom(11);
  const drawn = Array.from({ length: sums }, () => {
    const group = groups[randomInteger(random, groups.length)]!;
    const seen = new Set<string>();
    let measured = 0;
    let predicted = 0;
    let together = 0;
    let apart = 0;
    for (let attempt = 0; attempt < 40 && seen.size < kernelsPerSum; attempt++) {
      const index = group[randomInteger(random, group.length)]!;
      if (seen.has(families[index]!)) continue;
      seen.add(families[index]!);
      const count = 1 + randomInteger(random, 16);
      const us = count * heldOut.predictedUs[index]!;
      measured += count * rows[index]!.latencyUs;
      predicted += us;
      together += us * halfWidths[index]!;
      apart += (us * halfWidths[index]!) ** 2;
    }
    return { error: Math.abs(Math.log(measured / predicted)), predicted, together, apart };
  });
  for (let rho = 0; rho < 1; rho += 0.05) {
    const covered = drawn.filter(
      ({ error, predicted, together, apart }) =>
        error <= Math.sqrt(rho * together * together + (1 - rho) * apart) / predicted,
    ).length;
    if (covered >= wanted * drawn.length) return Math.round(rho * 100) / 100;
  }
  return 1;
}

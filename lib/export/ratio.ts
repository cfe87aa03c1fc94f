/**
 * A ratio r for which `int(r * whole)` is exactly `part`, as configs that store widths as ratios compute it. The plain
 * quotient may fall one short by rounding; half a unit more is then safe, since int() cuts it off.
 */
export function ratioOf(part: number, whole: number): number {
  const plain = part / whole;
  return Math.trunc(plain * whole) === part ? plain : (part + 0.5) / whole;
}

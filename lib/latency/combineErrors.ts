import type { DeviceProfile } from "./deviceProfile";
import type { KernelClass } from "./kernel/kernelClass";
import type { KernelTotal } from "./operatorTime";
import type { RuntimeStack } from "./runtimeStack";
import { reachedUs } from "./stackTime";

/**
 * Half-width, in log latency, of the 90 % interval of a sum of kernels and overhead.
 *
 * Errors of one shape are one error, however often it runs. Errors of different shapes of one class correlate with the
 * class's ρ, which is set so that random sums of held-out kernels are covered; classes are independent. With h the
 * half-widths and t the times of a class, its part is ρ·(Σ h·t)² + (1 − ρ)·Σ (h·t)²; the stack's own error, a share of the
 * whole, adds in quadrature.
 */
export function combineErrors(
  profile: DeviceProfile,
  stack: RuntimeStack,
  us: number,
  kernels: readonly { readonly total: KernelTotal; readonly count: number }[],
): number {
  if (us <= 0) return 0;
  const byShape = new Map<string, { readonly kernelClass: KernelClass; error: number }>();
  for (const { total, count } of kernels) {
    const { kernelClass } = total;
    const error = count * reachedUs(stack, total) * total.halfWidth;
    const known = byShape.get(total.shape);
    if (known === undefined) byShape.set(total.shape, { kernelClass, error });
    else known.error += error;
  }
  const sums = new Map<KernelClass, { together: number; apart: number }>();
  for (const { kernelClass, error } of byShape.values()) {
    const sum = sums.get(kernelClass);
    if (sum === undefined) sums.set(kernelClass, { together: error, apart: error * error });
    else {
      sum.together += error;
      sum.apart += error * error;
    }
  }
  let variance = (stack.halfWidth * us) ** 2;
  for (const [kernelClass, { together, apart }] of sums) {
    const rho = profile.models[kernelClass].correlation;
    variance += rho * together * together + (1 - rho) * apart;
  }
  return Math.sqrt(variance) / us;
}

/** A difference with its sign and a fixed number of decimals: `+0.012`, `−0.012`; what rounds to zero has no sign. */
export function signedDigits(value: number, decimals: number): string {
  const digits = Math.abs(value).toFixed(decimals);
  if (Number(digits) === 0) return digits;
  return `${value < 0 ? "−" : "+"}${digits}`;
}

/** One check of the model against data it has not seen. */
export interface Check {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  /** What the value must reach; null for figures that are shown only. */
  readonly bar: { readonly least?: number; readonly most?: number } | null;
  readonly unit: string;
}

/** A held-out observation: what was seen, what was predicted, and the deviation the prediction stated. */
export interface HeldOut {
  readonly label: string;
  readonly observed: number;
  readonly predicted: number;
  readonly sd: number;
}

/** Whether a check meets its bar; checks without one are met. */
export function isMet({ value, bar }: Check): boolean {
  if (bar === null) return true;
  return (
    Number.isFinite(value) &&
    value >= (bar.least ?? Number.NEGATIVE_INFINITY) &&
    value <= (bar.most ?? Number.POSITIVE_INFINITY)
  );
}

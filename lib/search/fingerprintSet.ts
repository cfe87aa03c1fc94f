/** A set of fingerprints (whole numbers from 1 to 2^53 - 1) in one flat table with open addressing. */
export class FingerprintSet {
  private table: Float64Array;
  private count = 0;

  /** `expected` fingerprints fit without the table having to grow. */
  constructor(expected = 512) {
    this.table = new Float64Array(2 ** Math.ceil(Math.log2(Math.max(512, expected)) + 1));
  }

  get size(): number {
    return this.count;
  }

  /** Adds a fingerprint; false when it was there already. */
  add(fingerprint: number): boolean {
    if (this.count * 2 >= this.table.length) this.grow();
    const slot = this.slotOf(fingerprint);
    if (this.table[slot] === fingerprint) return false;
    this.table[slot] = fingerprint;
    this.count++;
    return true;
  }

  has(fingerprint: number): boolean {
    return this.table[this.slotOf(fingerprint)] === fingerprint;
  }

  /** The slot that holds the fingerprint, or the empty one where it belongs. */
  private slotOf(fingerprint: number): number {
    const { table } = this;
    const mask = table.length - 1;
    let slot = (fingerprint >>> 0) & mask;
    while (table[slot] !== 0 && table[slot] !== fingerprint) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const old = this.table;
    this.table = new Float64Array(old.length * 2);
    for (const fingerprint of old) if (fingerprint !== 0) this.table[this.slotOf(fingerprint)] = fingerprint;
  }
}

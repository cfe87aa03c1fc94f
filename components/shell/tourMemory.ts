const key = "paretoscope-tour";

/** Remembers that the tour was seen. */
export function dismissTour(): void {
  try {
    localStorage.setItem(key, "seen");
  } catch {
    // Without storage the offer comes back on the next visit.
  }
}

export function tourWasSeen(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

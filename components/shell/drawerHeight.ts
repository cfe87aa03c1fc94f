const key = "paretoscope-drawer-height";

/** The most a panel of the drawer takes of the window's height, in percent: where it begins, and how far it can be moved. */
export const drawerShare = { usual: 36, least: 15, most: 80 } as const;

/** Keeps a share of the window's height, in percent, inside what the drawer may take. */
export function heldDrawerShare(percent: number): number {
  return Math.min(drawerShare.most, Math.max(drawerShare.least, Math.round(percent)));
}

/** The share chosen last time, in percent; the usual one where none was, or where it cannot be read. */
export function keptDrawerShare(): number {
  try {
    const kept = Number.parseFloat(localStorage.getItem(key) ?? "");
    return Number.isFinite(kept) ? heldDrawerShare(kept) : drawerShare.usual;
  } catch {
    return drawerShare.usual;
  }
}

/** Remembers the share for the next visit. */
export function keepDrawerShare(percent: number): void {
  try {
    localStorage.setItem(key, String(percent));
  } catch {
    // Without storage the drawer opens at its usual height next time.
  }
}

/** The ink and dash of each place in a comparison: where an eye confuses two inks, their dashes differ. */
export const memberLooks = [
  { colour: "var(--accent)", dash: undefined },
  { colour: "var(--ink)", dash: undefined },
  { colour: "var(--ink-muted)", dash: "7 4" },
  { colour: "var(--ink-soft)", dash: "2 3" },
] as const;

export function memberLook(place: number) {
  return memberLooks[place % memberLooks.length] ?? memberLooks[0];
}

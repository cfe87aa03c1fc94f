/** The ink and dash of each place in a comparison: names stand beside every line, so two channels suffice. */
export const memberLooks = [
  { colour: "var(--accent)", dashed: false },
  { colour: "var(--ink)", dashed: false },
  { colour: "var(--ink-muted)", dashed: false },
  { colour: "var(--ink-soft)", dashed: true },
] as const;

export function memberLook(place: number) {
  return memberLooks[place % memberLooks.length] ?? memberLooks[0];
}

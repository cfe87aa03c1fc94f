/**
 * The text of a place in a card that is written without rendering. Its node stays: changing its characters is cheaper
 * than a new node for each point the pointer crosses.
 */
export function textSlot(card: HTMLElement, name: string): Text {
  const place = card.querySelector<HTMLElement>(`[data-slot="${name}"]`);
  if (place === null) throw new Error(`the card has no place for ${name}`);
  const text = document.createTextNode("");
  place.replaceChildren(text);
  return text;
}

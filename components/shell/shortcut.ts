/** A key with its modifiers. `command` is Ctrl, or Cmd on a Mac. */
export interface Shortcut {
  readonly key: string;
  readonly command?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
}

const isMac = () => typeof navigator !== "undefined" && /Mac|iP(hone|ad)/.test(navigator.platform);

interface KeyLike {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export function matchesShortcut(event: KeyLike, shortcut: Shortcut): boolean {
  const command = isMac() ? event.metaKey : event.ctrlKey;
  // Shift is part of a symbol such as "?", and matters for letters and named keys only.
  const shiftMatters = shortcut.key.length > 1 || /[a-z]/i.test(shortcut.key);
  return (
    event.key.toLowerCase() === shortcut.key.toLowerCase() &&
    command === (shortcut.command ?? false) &&
    event.altKey === (shortcut.alt ?? false) &&
    (!shiftMatters || event.shiftKey === (shortcut.shift ?? false))
  );
}

const keyNames: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Delete: "Del",
};

/** A shortcut as it is printed on this system's keyboards: `Ctrl+Shift+Z`, `⇧⌘Z`. */
export function shortcutText(shortcut: Shortcut): string {
  const key =
    keyNames[shortcut.key] ?? (shortcut.key.length === 1 ? shortcut.key.toUpperCase() : shortcut.key);
  if (isMac())
    return `${shortcut.alt ? "⌥" : ""}${shortcut.shift ? "⇧" : ""}${shortcut.command ? "⌘" : ""}${key}`;
  return [shortcut.command && "Ctrl", shortcut.alt && "Alt", shortcut.shift && "Shift", key]
    .filter(Boolean)
    .join("+");
}

/** The same for `aria-keyshortcuts`. */
export function ariaShortcut(shortcut: Shortcut): string {
  return [
    shortcut.command && (isMac() ? "Meta" : "Control"),
    shortcut.alt && "Alt",
    shortcut.shift && "Shift",
    shortcut.key.length === 1 ? shortcut.key.toUpperCase() : shortcut.key,
  ]
    .filter(Boolean)
    .join("+");
}

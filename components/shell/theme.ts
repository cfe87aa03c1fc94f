import { themeKey } from "./themeScript";

export type ThemeChoice = "system" | "light" | "dark";

/** The stored choice; "system" where nothing is stored or storage is refused. */
export function readThemeChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(themeKey);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system";
  }
}

/** Applies a choice to the page and keeps it where storage allows. */
export function applyThemeChoice(choice: ThemeChoice): void {
  try {
    if (choice === "system") localStorage.removeItem(themeKey);
    else localStorage.setItem(themeKey, choice);
  } catch {
    // Storage is refused in some private windows; the choice then lasts as long as the page.
  }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = choice === "system" ? (dark ? "dark" : "light") : choice;
}

/** Follows the system's theme while the choice is "system". Returns the function that stops it. */
export function followSystemTheme(): () => void {
  const query = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    if (readThemeChoice() === "system") applyThemeChoice("system");
  };
  query.addEventListener("change", follow);
  return () => query.removeEventListener("change", follow);
}

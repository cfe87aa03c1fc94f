import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { themeKey } from "./themeScript";

export type ThemeChoice = "system" | "light" | "dark";

/** The choice in force. "system" until the page has looked, so that the server's page and the browser's agree. */
const theme = createStore<{ readonly choice: ThemeChoice }>()(() => ({ choice: "system" }));

/** Reads the choice in force, wherever it was made. */
export function useThemeChoice(): ThemeChoice {
  return useStore(theme, (state) => state.choice);
}

/** The stored choice; "system" where nothing is stored or storage is refused. */
function readThemeChoice(): ThemeChoice {
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
  theme.setState({ choice });
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = choice === "system" ? (dark ? "dark" : "light") : choice;
}

/** Takes up the stored choice, and follows the system's theme while it is "system". Returns the function that stops it. */
export function followTheme(): () => void {
  theme.setState({ choice: readThemeChoice() });
  const query = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    if (theme.getState().choice === "system") applyThemeChoice("system");
  };
  query.addEventListener("change", follow);
  return () => query.removeEventListener("change", follow);
}

import { useEffect } from "react";
import { type Action, actions } from "./actions";
import { workbench } from "./session";
import { matchesShortcut } from "./shortcut";

/** Fields keep their own keys, the browser's undo among them; commands that open something still work there. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return (
    target instanceof HTMLInputElement && !["checkbox", "radio", "range", "button"].includes(target.type)
  );
}

const worksWhileTyping = new Set(["palette", "import", "export"]);

/** Runs the registry's shortcuts for the whole page. Keys that a widget has handled already are left alone. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      const action = actions.find((candidate: Action) =>
        candidate.shortcuts?.some((shortcut) => matchesShortcut(event, shortcut)),
      );
      if (action === undefined || (isTyping(event.target) && !worksWhileTyping.has(action.id))) return;
      const { enabled, perform }: Action = action;
      // What cannot be done now leaves the key to the browser: Alt and left arrow go back, Ctrl+D keeps a bookmark.
      if (!(enabled?.(workbench.getState()) ?? true)) return;
      event.preventDefault();
      perform();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

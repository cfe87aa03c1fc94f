"use client";

import { type KeyboardEvent, useId, useState } from "react";
import { Dialog } from "@/components/ui/Dialog";
import { type Action, actions } from "./actions";
import { workbench } from "./session";
import { shortcutText } from "./shortcut";

/** How well an action answers a query: every word must occur; words of the label count before keywords. Null for no. */
function rank(action: Action, query: string): number | null {
  const label = action.label.toLowerCase();
  const all = `${label} ${action.group.toLowerCase()} ${action.keywords}`;
  let score = 0;
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    if (!all.includes(word)) return null;
    score += label.startsWith(word) ? 0 : label.includes(word) ? 1 : 2;
  }
  return score;
}

/** Every command by name: type, choose with the arrow keys, Enter runs it. */
export default function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const [query, setQuery] = useState("");
  const [place, setPlace] = useState(0);
  const id = useId();
  const state = workbench.getState();
  const found = actions
    .map((action: Action) => ({ action, score: rank(action, query) }))
    .filter(({ action, score }) => score !== null && action.id !== "palette")
    .sort((a, b) => (a.score ?? 0) - (b.score ?? 0))
    .map(({ action }) => action);
  const chosen = Math.min(place, found.length - 1);

  const run = (action: Action | undefined) => {
    if (action === undefined || !(action.enabled?.(state) ?? true)) return;
    onClose();
    // The dialog gives the focus back when it closes; what opens next must come after that.
    setTimeout(action.perform, 0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = (chosen + step + found.length) % Math.max(1, found.length);
      setPlace(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
    }
    if (event.key === "Enter") {
      event.preventDefault();
      run(found[chosen]);
    }
  };
  return (
    <Dialog title="Commands" onClose={onClose}>
      <input
        data-first-focus
        role="combobox"
        aria-label="Find a command"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${chosen}` : undefined}
        className="h-9 w-full rounded-md border border-line bg-raised px-3 text-base"
        placeholder="Undo, periodic attention, theme …"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Commands"
        className="mt-2 max-h-[50dvh] overflow-auto"
      >
        {found.map((action, index) => {
          const able = action.enabled?.(state) ?? true;
          const [shortcut] = action.shortcuts ?? [];
          return (
            <div
              key={action.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              aria-disabled={!able}
              className="flex min-h-8 cursor-pointer items-center gap-3 rounded px-2 hover:bg-sunken aria-disabled:cursor-default aria-disabled:text-ink-muted aria-selected:bg-accent-soft"
              onPointerMove={() => setPlace(index)}
              onClick={() => run(action)}
              onKeyDown={onKeyDown}
            >
              <span className="flex-1">{action.labelNow?.(state) ?? action.label}</span>
              <span className="text-xs text-ink-muted">{action.group}</span>
              {shortcut !== undefined && (
                <kbd className="rounded border border-line bg-sunken px-1.5 font-mono text-xs leading-5">
                  {shortcutText(shortcut)}
                </kbd>
              )}
            </div>
          );
        })}
        {found.length === 0 && <p className="px-2 py-3 text-ink-soft">No command with these words.</p>}
      </div>
    </Dialog>
  );
}

"use client";

import { Dialog } from "@/components/ui/Dialog";
import { type Action, actions } from "./actions";
import { type Shortcut, shortcutText } from "./shortcut";

interface LaneKeys {
  readonly label: string;
  readonly keys: readonly Shortcut[];
}

/** Keys that act while a layer of the lane has the focus. */
const laneKeys: readonly LaneKeys[] = [
  { label: "Go to the next or previous layer", keys: [{ key: "ArrowLeft" }, { key: "ArrowRight" }] },
  {
    label: "Select as you go",
    keys: [
      { key: "ArrowLeft", shift: true },
      { key: "ArrowRight", shift: true },
    ],
  },
  { label: "Select or unselect", keys: [{ key: "Space" }] },
  { label: "Select all", keys: [{ key: "a", command: true }] },
  { label: "Pick up, then choose an insertion point", keys: [{ key: "Enter" }] },
  {
    label: "Change the operator",
    keys: [
      { key: "ArrowUp", alt: true },
      { key: "ArrowDown", alt: true },
    ],
  },
  { label: "Leave the selection, put down", keys: [{ key: "Escape" }] },
];

/** All shortcuts, from the same registry that runs them. */
export default function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const withKeys = actions.flatMap((action: Action) =>
    action.shortcuts === undefined ? [] : [{ label: action.label, keys: action.shortcuts }],
  );
  return (
    <Dialog title="Keyboard shortcuts" width="wide" onClose={onClose}>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <ShortcutList title="Everywhere" entries={withKeys} />
        <ShortcutList title="In the pattern lane" entries={laneKeys} />
      </div>
    </Dialog>
  );
}

function ShortcutList({ title, entries }: { readonly title: string; readonly entries: readonly LaneKeys[] }) {
  return (
    <section>
      <h3 className="panel-title mb-1">{title}</h3>
      <dl>
        {entries.map(({ label, keys }) => (
          <div key={label} className="flex items-center justify-between gap-3 border-b border-line py-1">
            <dt>{label}</dt>
            <dd className="flex shrink-0 gap-1">
              {keys.map((key) => (
                <kbd
                  key={shortcutText(key)}
                  className="rounded border border-line bg-sunken px-1.5 font-mono text-xs leading-5"
                >
                  {shortcutText(key)}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

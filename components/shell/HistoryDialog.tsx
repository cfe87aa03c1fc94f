"use client";

import { Dialog } from "@/components/ui/Dialog";
import { commands, useWorkbench } from "./session";

/** The steps so far and those that were undone; a press goes there. */
export default function HistoryDialog({ onClose }: { readonly onClose: () => void }) {
  const { past, future } = useWorkbench((state) => state.history);
  const steps = [
    { label: "As it was opened", distance: -past.length },
    ...past.map(({ label }, place) => ({ label, distance: place + 1 - past.length })),
    ...future.map(({ label }, place) => ({ label, distance: place + 1 })),
  ];
  return (
    <Dialog title="History" onClose={onClose}>
      {steps.length === 1 ? (
        <p className="text-ink-soft">
          No steps yet. Change a layer or move the depth-width control; every gesture becomes one step here.
        </p>
      ) : (
        <ol aria-label="Steps" className="flex flex-col">
          {steps.toReversed().map(({ label, distance }) => (
            <li key={distance}>
              <button
                type="button"
                aria-current={distance === 0 ? "step" : undefined}
                className={`flex min-h-8 w-full items-center gap-2 rounded px-2 text-left hover:bg-sunken ${
                  distance > 0 ? "text-ink-muted" : ""
                } aria-[current]:bg-accent-soft aria-[current]:font-semibold`}
                onClick={() => commands.travel(distance)}
              >
                <span className="flex-1">{label}</span>
                {distance === 0 && <span className="text-xs">now</span>}
                {distance > 0 && <span className="text-xs">undone</span>}
              </button>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}

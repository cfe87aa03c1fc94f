"use client";

import type { ComponentProps, ReactNode } from "react";
import { Button } from "@/components/ui/Button";
import { type ActionId, actionOf } from "./actions";
import { useWorkbench } from "./session";
import { ariaShortcut, shortcutText } from "./shortcut";

interface ActionButtonProps extends Omit<ComponentProps<typeof Button>, "tip" | "icon"> {
  readonly action: ActionId;
  readonly icon: ReactNode;
  /** Shows these words beside the icon. */
  readonly words?: string;
}

/** A button for an action of the registry; its tip and shortcut come from there. */
export function ActionButton({ action, icon, words, ...rest }: ActionButtonProps) {
  const { label, labelNow, shortcuts = [], enabled, perform } = actionOf(action);
  const name = useWorkbench((state) => labelNow?.(state) ?? label);
  const able = useWorkbench((state) => enabled?.(state) ?? true);
  const [shortcut] = shortcuts;
  return (
    <Button
      look="quiet"
      icon={icon}
      tip={shortcut === undefined ? name : `${name} (${shortcutText(shortcut)})`}
      aria-label={words === undefined ? name : undefined}
      aria-keyshortcuts={shortcuts.map(ariaShortcut).join(" ") || undefined}
      disabled={!able}
      onClick={perform}
      {...rest}
    >
      {words}
    </Button>
  );
}

"use client";

import { X } from "lucide-react";
import { type CSSProperties, type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./Button";

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Commands at the foot, the main one last. */
  readonly footer?: ReactNode;
  readonly onClose: () => void;
  readonly width?: "narrow" | "wide";
  /** A place of the window, in pixels, that stays bright and that the dialog stands away from. */
  readonly beside?: Pick<DOMRect, "left" | "top" | "right" | "bottom"> | null;
}

/** A modal dialog: what bears `data-first-focus` is focused, the browser traps the focus, Escape and a click beside it close it, focus returns to its opener. */
export function Dialog({ title, children, footer, onClose, width = "narrow", beside = null }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    const opener = document.activeElement;
    if (!element.open) element.showModal();
    element.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    return () => {
      element.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={() => {
        // React's double mounting in development closes and opens again before this event arrives.
        if (!dialog.current?.open) onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      style={beside === null ? undefined : awayFrom(beside)}
      data-beside={beside !== null || undefined}
      className={`m-auto max-h-[85dvh] ${width === "wide" ? "w-[760px]" : "w-[480px]"} max-w-[calc(100vw-24px)] rounded-lg border border-line bg-panel p-0 text-ink shadow-float backdrop:bg-black/35`}
    >
      <div className="flex max-h-[85dvh] flex-col">
        <header className="flex items-center justify-between gap-3 border-b border-line py-2 pr-2 pl-4">
          <h2 id={titleId} className="text-base font-semibold">
            {title}
          </h2>
          <Button look="quiet" tip="Close" tipSide="end" icon={<X size={15} />} onClick={onClose} />
        </header>
        <div className="min-h-0 flex-1 overflow-auto px-4 py-3">{children}</div>
        {footer !== undefined && (
          <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-2.5">
            {footer}
          </footer>
        )}
      </div>
    </dialog>
  );
}

/** Stands at the end of the window that is farther from the place, which the backdrop leaves out (see globals.css). */
function awayFrom({ left, top, right, bottom }: NonNullable<DialogProps["beside"]>): CSSProperties {
  const upper = top + bottom < window.innerHeight;
  const hole = {
    "--hole-left": left - 6,
    "--hole-top": top - 6,
    "--hole-right": right + 6,
    "--hole-bottom": bottom + 6,
  };
  return {
    ...Object.fromEntries(Object.entries(hole).map(([name, pixels]) => [name, `${pixels}px`])),
    marginTop: upper ? "auto" : 16,
    marginBottom: upper ? 16 : "auto",
  };
}

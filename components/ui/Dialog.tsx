"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./Button";

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Commands at the foot, the main one last. */
  readonly footer?: ReactNode;
  readonly onClose: () => void;
  readonly width?: "narrow" | "wide";
}

/** A modal dialog: what bears `data-first-focus` is focused, the browser traps the focus, Escape and a click beside it close it, focus returns to its opener. */
export function Dialog({ title, children, footer, onClose, width = "narrow" }: DialogProps) {
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

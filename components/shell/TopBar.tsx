"use client";

import { Command, Download, HelpCircle, History, Redo2, Share2, Undo2, Upload } from "lucide-react";
import { PresetSelect } from "@/components/editor/PresetSelect";
import { ActionButton } from "./ActionButton";
import { Conditions } from "./Conditions";
import { DesignName } from "./DesignName";
import { ThemeSelect } from "./ThemeSelect";

const icon = { size: 15, "aria-hidden": true } as const;

/** The bar: what is being designed, the way back, the question asked of it, and what can be done with it. */
export function TopBar() {
  return (
    <header className="flex flex-wrap items-center gap-x-2 gap-y-1.5 border-b border-line px-3 py-1.5">
      <h1 className="sr-only">Paretoscope</h1>
      <Wordmark />
      <div className="flex min-w-0 items-center gap-1.5">
        <DesignName />
        <PresetSelect />
      </div>
      <div className="flex items-center">
        <ActionButton action="undo" data-testid="undo" icon={<Undo2 {...icon} />} />
        <ActionButton action="redo" data-testid="redo" icon={<Redo2 {...icon} />} />
        <ActionButton action="history" icon={<History {...icon} />} />
      </div>
      <Conditions />
      <div className="ml-auto flex items-center">
        <ActionButton
          action="import"
          data-testid="import"
          icon={<Upload {...icon} />}
          words="Import"
          tipSide="end"
        />
        <ActionButton
          action="share"
          data-testid="share"
          icon={<Share2 {...icon} />}
          words="Share"
          tipSide="end"
        />
        <ActionButton
          action="export"
          data-testid="export"
          icon={<Download {...icon} />}
          words="Export"
          tipSide="end"
        />
        <ActionButton action="palette" icon={<Command {...icon} />} tipSide="end" />
        <ThemeSelect />
        <ActionButton action="shortcuts" icon={<HelpCircle {...icon} />} tipSide="end" />
      </div>
    </header>
  );
}

/** The name as a mark: a step front with one point on it. */
function Wordmark() {
  return (
    <svg viewBox="0 0 22 18" aria-hidden className="h-[18px] w-[22px] shrink-0">
      <path d="M1 16v-5h5V6.5h6V2h9" fill="none" stroke="var(--ink)" strokeWidth="1.75" />
      <circle cx="12" cy="11" r="2.6" fill="var(--accent)" />
    </svg>
  );
}

"use client";

import { PatternPanel } from "@/components/editor/PatternPanel";
import { Messages } from "./Messages";

/** The workbench: pattern lane above, inspector, plot and estimates below it. */
export function Workbench() {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_auto_1fr]">
      <header className="border-b border-line px-3 py-2">
        <h1 className="text-base font-semibold">Paretoscope</h1>
      </header>
      <PatternPanel />
      <main />
      <Messages />
    </div>
  );
}

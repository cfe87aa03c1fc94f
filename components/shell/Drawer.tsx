"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, Suspense } from "react";
import { Button } from "@/components/ui/Button";
import { drawerTabs } from "./drawerTabs";
import { PanelBoundary } from "./PanelBoundary";
import { commands, useWorkbench } from "./session";

/** The drawer at the foot of the page: one tab open at a time; the strip always shows, with the commands that start work. */
export function Drawer({ commandsAtEnd }: { readonly commandsAtEnd?: ReactNode }) {
  const open = useWorkbench((state) => state.view.drawerTab);
  const tab = drawerTabs.find(({ id }) => id === open);
  const toggle = (id: string) => commands.setView({ drawerTab: id === open ? null : id });
  return (
    <section aria-label="Drawer" className="sticky bottom-0 z-20 border-t border-line bg-panel">
      <div className="flex h-10 items-center gap-1 overflow-x-auto px-2">
        {drawerTabs.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            aria-expanded={id === open}
            aria-controls="drawer-panel"
            className="h-7 rounded-[5px] px-2.5 text-ink-soft hover:bg-sunken hover:text-ink aria-expanded:bg-sunken aria-expanded:font-semibold aria-expanded:text-ink"
            onClick={() => toggle(id)}
          >
            {label}
          </button>
        ))}
        <span className="flex-1" />
        {commandsAtEnd}
        {tab !== undefined && (
          <Button
            look="quiet"
            tip="Close the drawer"
            tipSide="end"
            icon={open === null ? <ChevronUp size={15} /> : <ChevronDown size={15} />}
            onClick={() => commands.setView({ drawerTab: null })}
          />
        )}
      </div>
      <div
        id="drawer-panel"
        className={tab === undefined ? "hidden" : "h-[42dvh] overflow-auto border-t border-line"}
      >
        {tab !== undefined && (
          <PanelBoundary key={tab.id} name={tab.label}>
            <Suspense fallback={null}>
              <tab.Panel />
            </Suspense>
          </PanelBoundary>
        )}
      </div>
    </section>
  );
}

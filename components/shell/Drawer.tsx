"use client";

import { ChevronDown } from "lucide-react";
import { type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/Button";
import { DrawerEdge } from "./DrawerEdge";
import { drawerShare, keptDrawerShare } from "./drawerHeight";
import { drawerTabs } from "./drawerTabs";
import { PanelBoundary } from "./PanelBoundary";
import { commands, useWorkbench } from "./session";

/**
 * The drawer at the foot of the page: one tab open at a time; the strip always shows, with the commands that start work.
 * Only the tabs scroll where the strip is short of room; the panel is as high as what it holds, up to a limit that its
 * edge sets.
 */
export function Drawer({ commandsAtEnd }: { readonly commandsAtEnd?: ReactNode }) {
  const open = useWorkbench((state) => state.view.drawerTab);
  const tab = drawerTabs.find(({ id }) => id === open);
  const toggle = (id: string) => commands.setView({ drawerTab: id === open ? null : id });
  const [share, setShare] = useState<number>(drawerShare.usual);
  useEffect(() => setShare(keptDrawerShare()), []);
  const tabs = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const button = tabs.current?.querySelector<HTMLElement>(`[data-tab="${open}"]`);
    if (button == null || tabs.current === null) return;
    const room = tabs.current.clientWidth - button.offsetWidth;
    tabs.current.scrollLeft = button.offsetLeft - room / 2;
  }, [open]);
  return (
    <section aria-label="Drawer" className="drawer sticky bottom-0 z-20 border-t border-line bg-panel">
      {tab !== undefined && <DrawerEdge share={share} onShare={setShare} />}
      <div className="drawer-strip">
        <div ref={tabs} className="drawer-tabs">
          {drawerTabs.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              data-tab={id}
              aria-expanded={id === open}
              aria-controls="drawer-panel"
              className="h-7 shrink-0 rounded-[5px] px-2.5 text-ink-soft hover:bg-sunken hover:text-ink aria-expanded:bg-sunken aria-expanded:font-semibold aria-expanded:text-ink"
              onClick={() => toggle(id)}
            >
              {label}
            </button>
          ))}
        </div>
        <div className="drawer-commands">{commandsAtEnd}</div>
        {tab !== undefined && (
          <Button
            look="quiet"
            className="drawer-close"
            aria-label="Close the drawer"
            title="Close the drawer"
            icon={<ChevronDown size={15} />}
            onClick={() => commands.setView({ drawerTab: null })}
          />
        )}
      </div>
      <div
        id="drawer-panel"
        className={tab === undefined ? "hidden" : "overflow-auto border-t border-line"}
        style={{ maxHeight: `${share}dvh` }}
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

"use client";

import { CircleAlert, Info, TriangleAlert, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/Button";
import { ProblemList } from "@/components/ui/ProblemList";
import type { Message } from "@/lib/store/workbench";
import { commands, useWorkbench } from "./session";

const looks = {
  error: { icon: CircleAlert, tone: "bg-danger-soft text-danger" },
  warning: { icon: TriangleAlert, tone: "bg-warning-soft text-warning" },
  notice: { icon: Info, tone: "bg-sunken text-ink-soft" },
} as const;

/** How long a message that offers nothing to press stays, in milliseconds; errors stay until they are dismissed. */
const stays = { error: null, warning: 20_000, notice: 8_000 } as const;

/**
 * What the workbench has to say: errors with their mend, notices with a way back. Words alone leave by themselves; what
 * offers a command stays until it is dismissed. The stack stands above the drawer's strip.
 */
export function Messages() {
  const messages = useWorkbench((state) => state.messages);
  return (
    <section
      aria-label="Messages"
      aria-live="polite"
      className="pointer-events-none messages fixed right-3 z-50 flex w-[400px] max-w-[calc(100vw-24px)] flex-col gap-2"
    >
      {messages.map((message) => (
        <MessageCard key={message.id} message={message} />
      ))}
    </section>
  );
}

function MessageCard({ message }: { readonly message: Message }) {
  const { icon: Icon, tone } = looks[message.kind];
  const dismiss = () => commands.dismiss(message.id);
  const [held, setHeld] = useState(false);
  const time = message.action === undefined ? stays[message.kind] : null;
  useEffect(() => {
    if (time === null || held) return;
    const timer = setTimeout(() => commands.dismiss(message.id), time);
    return () => clearTimeout(timer);
  }, [time, held, message.id]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: reading a message, by pointer or by focus, only stops its clock.
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      data-testid="message"
      data-kind={message.kind}
      role={message.kind === "error" ? "alert" : "status"}
      className="pointer-events-auto flex gap-2 rounded-md border border-line bg-panel p-2 shadow-float"
    >
      <span className={`flex size-6 shrink-0 items-center justify-center rounded ${tone}`}>
        <Icon size={15} aria-hidden />
      </span>
      <div className="min-w-0 flex-1 py-0.5">
        <p className="font-semibold">{message.title}</p>
        {message.problems.length > 0 && <ProblemList problems={message.problems} />}
        {message.action !== undefined && (
          <Button
            className="mt-1.5"
            onClick={() => {
              message.action?.perform();
              dismiss();
            }}
          >
            {message.action.label}
          </Button>
        )}
      </div>
      <Button look="quiet" tip="Dismiss" tipSide="end" icon={<X size={14} />} onClick={dismiss} />
    </div>
  );
}

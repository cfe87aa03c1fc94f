"use client";

import { Button } from "@/components/ui/Button";

interface RouteFaultProps {
  readonly error: Error;
  readonly reset: () => void;
}

/** What is shown where a whole page stopped: a fault that no panel's boundary kept to itself. */
export default function RouteFault({ error, reset }: RouteFaultProps) {
  return (
    <main
      role="alert"
      data-testid="message"
      data-kind="error"
      className="mx-auto flex min-h-dvh max-w-xl flex-col items-start justify-center gap-3 p-6"
    >
      <h1 className="text-base font-semibold">Paretoscope stopped. Your design is safe.</h1>
      <p className="text-ink-soft">
        This browser keeps the design as it was half a second before, and the address holds it too. Starting
        again brings it back.
      </p>
      <p className="w-full rounded bg-sunken px-3 py-2 font-mono text-xs break-words">{error.message}</p>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={reset}>
          Start it again
        </Button>
        <Button onClick={() => location.reload()}>Reload the page</Button>
      </div>
    </main>
  );
}

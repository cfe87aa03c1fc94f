"use client";

import { Component, type ReactNode } from "react";
import { Button } from "@/components/ui/Button";
import { PartNotLoaded } from "./lazyPart";

interface PanelBoundaryProps {
  readonly name: string;
  readonly children: ReactNode;
  /** Puts what is said into a frame of its own, where the panel would have brought one. */
  readonly frame?: (report: ReactNode) => ReactNode;
  /** `line` says it in the height of a button. */
  readonly look?: "panel" | "line";
}

/** Keeps the fault of one panel from taking the page with it: says so, lets it start again, gives the report. */
export class PanelBoundary extends Component<PanelBoundaryProps, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch(error: Error) {
    if (error instanceof PartNotLoaded) error.forget();
  }

  override render() {
    const { error } = this.state;
    const { name, children, frame, look = "panel" } = this.props;
    if (error === null) return children;
    const again = () => this.setState({ error: null });
    const said =
      look === "line" ? (
        <FaultLine name={name} error={error} onAgain={again} />
      ) : (
        <FaultReport name={name} error={error} onAgain={again} />
      );
    return frame === undefined ? said : frame(said);
  }
}

interface FaultProps {
  readonly name: string;
  readonly error: Error;
  readonly onAgain: () => void;
}

function FaultReport({ name, error, onAgain }: FaultProps) {
  const unloaded = error instanceof PartNotLoaded;
  const report = `${name}: ${error.message}\n${error.stack ?? ""}`;
  return (
    <div role="alert" data-testid="message" data-kind="error" className="flex flex-col items-start gap-2 p-4">
      <p className="font-semibold">
        {name} {unloaded ? "could not be loaded" : "stopped"}. Your design is safe.
      </p>
      <p className="text-ink-soft">
        {error.message}
        {unloaded && " If starting again does not help, reload the page: the design stays."}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onAgain}>Start it again</Button>
        {unloaded ? (
          <Button look="quiet" onClick={() => location.reload()}>
            Reload the page
          </Button>
        ) : (
          <Button look="quiet" onClick={() => void navigator.clipboard?.writeText(report)}>
            Copy the report
          </Button>
        )}
      </div>
    </div>
  );
}

function FaultLine({ name, error, onAgain }: FaultProps) {
  const unloaded = error instanceof PartNotLoaded;
  return (
    <span
      role="alert"
      data-testid="message"
      data-kind="error"
      title={error.message}
      className="flex shrink-0 items-center gap-2 text-danger"
    >
      {name} {unloaded ? "could not be loaded" : "stopped"}.
      <Button onClick={onAgain}>{unloaded ? "Load it again" : "Start it again"}</Button>
    </span>
  );
}

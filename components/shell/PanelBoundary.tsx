"use client";

import { Component, type ReactNode } from "react";
import { Button } from "@/components/ui/Button";

interface PanelBoundaryProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** Keeps the fault of one panel from taking the page with it: says so, lets it start again, gives the report. */
export class PanelBoundary extends Component<PanelBoundaryProps, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const report = `${this.props.name}: ${error.message}\n${error.stack ?? ""}`;
    return (
      <div
        role="alert"
        data-testid="message"
        data-kind="error"
        className="flex flex-col items-start gap-2 p-4"
      >
        <p className="font-semibold">{this.props.name} stopped. Your design is safe.</p>
        <p className="text-ink-soft">{error.message}</p>
        <div className="flex gap-2">
          <Button onClick={() => this.setState({ error: null })}>Start it again</Button>
          <Button look="quiet" onClick={() => navigator.clipboard.writeText(report)}>
            Copy the report
          </Button>
        </div>
      </div>
    );
  }
}

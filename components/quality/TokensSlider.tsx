"use client";

import { useEffect, useRef } from "react";
import { commands } from "@/components/shell/session";
import { tokensText } from "@/lib/base/tokenCount";
import type { Design } from "@/lib/design/design";

interface TokensSliderProps {
  readonly design: Design;
  readonly tokens: number;
}

/** Reach of the slider in powers of ten: 1 billion to 32 trillion tokens, twenty steps a power. */
const least = 9;
const most = 13.5;
const step = 0.05;

/** Training tokens on a logarithmic slider. A drag is one step of history. */
export function TokensSlider({ design, tokens }: TokensSliderProps) {
  const slider = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const element = slider.current;
    const commit = () => commands.commitGesture();
    element?.addEventListener("change", commit);
    return () => element?.removeEventListener("change", commit);
  }, []);
  const words = tokensText(tokens);
  return (
    <label className="flex flex-col text-xs">
      <span className="flex justify-between text-ink-muted">
        <span>Training tokens</span>
        <span className="tabular font-semibold text-ink">{words}</span>
      </span>
      <input
        ref={slider}
        type="range"
        className="depth-slider"
        min={least}
        max={most}
        step={step}
        value={Math.log10(tokens)}
        aria-valuetext={words}
        onChange={(event) => {
          const chosen = roundTokens(10 ** Number(event.target.value));
          commands.beginGesture(`Train on ${tokensText(chosen)}`);
          commands.updateGesture((document) => ({
            ...document,
            design: { ...document.design, training: { tokens: chosen } },
          }));
        }}
      />
      {design.training === undefined && (
        <span className="text-ink-muted">The design states none; 100 B is the paper's study budget.</span>
      )}
    </label>
  );
}

/** Two digits are as exact as a budget is chosen. */
function roundTokens(tokens: number): number {
  return Number(tokens.toPrecision(2));
}

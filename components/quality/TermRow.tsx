"use client";

import { type KeyboardEvent, useState } from "react";
import { commands } from "@/components/shell/session";
import { readNumber } from "@/lib/base/readNumber";
import { signedDigits } from "@/lib/base/signedDigits";
import type { AxisScale } from "@/lib/plot/axisScale";
import type { WaterfallBar } from "@/lib/plot/waterfall";
import { type EffectChoice, findEffect } from "@/lib/quality/effects/effects";
import { z90 } from "@/lib/quality/lossDifference";
import type { QualityTerm } from "@/lib/quality/qualityPrediction";
import { withEffect } from "@/lib/store/qualityChoices";

interface TermRowProps {
  readonly term: QualityTerm;
  readonly bar: WaterfallBar | null;
  readonly scale: AxisScale;
  /** What the user said of this effect; null leaves the literature's weight. */
  readonly choice: EffectChoice | null;
}

/** One effect: switched on or off, its bar, its size, its evidence, and where it comes from when opened. */
export function TermRow({ term, bar, scale, choice }: TermRowProps) {
  const [open, setOpen] = useState(false);
  const { id, label, mean, sd, grade, provenance } = term;
  const off = choice === "off";
  const toggle = (on: boolean) =>
    commands.edit(`${on ? "Count" : "Leave out"} ${label}`, (document) =>
      withEffect(document, id, on ? null : "off"),
    );
  return (
    <>
      <div className="term-row">
        <input
          type="checkbox"
          aria-label={`Count ${label}`}
          className="size-3.5 accent-(--accent)"
          checked={!off}
          onChange={(event) => toggle(event.target.checked)}
        />
        <button
          type="button"
          aria-expanded={open}
          title="Where this comes from, and your own weight"
          className={`text-left underline decoration-(--line-strong) decoration-dotted underline-offset-2 ${off ? "text-ink-muted line-through" : "text-ink-soft"}`}
          onClick={() => setOpen(!open)}
        >
          {label}
        </button>
        <svg
          viewBox={`0 0 ${scale.range[1]} 16`}
          preserveAspectRatio="none"
          aria-hidden
          className="h-4 w-full"
        >
          {bar !== null && <Bar bar={bar} scale={scale} />}
        </svg>
        <span className="tabular text-right">{off ? "left out" : signedDigits(mean, 3)}</span>
        <span className="tabular text-right text-ink-muted">{off ? "" : `± ${(z90 * sd).toFixed(3)}`}</span>
        <span title="Grade of the evidence, A best">{choice === null ? grade : "own"}</span>
      </div>
      {open && (
        <div className="mb-1 ml-6 flex flex-col gap-1 rounded bg-sunken px-2 py-1.5 text-ink-soft">
          <p>{provenance}</p>
          <OwnWeight id={id} label={label} choice={choice} />
        </div>
      )}
    </>
  );
}

function Bar({ bar, scale }: { readonly bar: WaterfallBar; readonly scale: AxisScale }) {
  const [from, to] = [scale.at(bar.from), scale.at(bar.to)];
  return (
    <>
      <rect
        x={Math.min(from, to)}
        width={Math.max(Math.abs(to - from), 0.8)}
        y={4}
        height={8}
        fill={bar.to < bar.from ? "var(--gain)" : "var(--cost)"}
      />
      <line x1={from} x2={from} y1={0} y2={4} stroke="var(--line-strong)" vectorEffect="non-scaling-stroke" />
      <line
        x1={scale.at(bar.lo)}
        x2={scale.at(bar.hi)}
        y1={8}
        y2={8}
        stroke="var(--ink)"
        strokeWidth={1}
        vectorEffect="non-scaling-stroke"
      />
    </>
  );
}

interface OwnWeightProps {
  readonly id: string;
  readonly label: string;
  readonly choice: EffectChoice | null;
}

/** The effect's weight at full strength: the literature's, or the user's own. */
function OwnWeight({ id, label, choice }: OwnWeightProps) {
  const [drafts, setDrafts] = useState<{ readonly mean?: string; readonly sd?: string }>({});
  const [lastChoice, setLastChoice] = useState(choice);
  // A weight that changed, here or by undo, ends the drafts.
  if (choice !== lastChoice) {
    setLastChoice(choice);
    setDrafts({});
  }
  const own = choice !== null && choice !== "off" ? choice : null;
  const inForce = own ?? findEffect(id);
  const texts = { mean: String(inForce?.mean ?? 0), sd: String(inForce?.sd ?? 0), ...drafts };
  const [mean, sd] = [readNumber(texts.mean), readNumber(texts.sd)];
  const weight =
    typeof mean === "number" && typeof sd === "number" && sd >= 0 && sd < 10 ? { mean, sd } : null;
  const commit = () => {
    if (weight !== null)
      commands.edit(`Own weight for ${label}`, (document) => withEffect(document, id, weight));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit();
  };
  const field = "tabular h-6 w-20 rounded border border-line bg-raised px-1.5 text-right";
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span>Weight at full strength</span>
      <input
        aria-label={`Mean weight of ${label}, nats a token`}
        className={field}
        value={texts.mean}
        onChange={(event) => setDrafts({ ...drafts, mean: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <span>sd</span>
      <input
        aria-label={`Deviation of the weight of ${label}, nats a token`}
        className={field}
        value={texts.sd}
        onChange={(event) => setDrafts({ ...drafts, sd: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <span className="text-ink-muted">nats/token</span>
      <button
        type="button"
        className="rounded border border-line px-2 py-0.5 hover:border-line-strong disabled:opacity-40"
        disabled={weight === null}
        onClick={commit}
      >
        Use my own
      </button>
      {own !== null && (
        <button
          type="button"
          className="rounded px-2 py-0.5 hover:bg-raised"
          onClick={() =>
            commands.edit(`Published weight for ${label}`, (document) => withEffect(document, id, null))
          }
        >
          Back to the literature's
        </button>
      )}
      {weight === null && (
        <span data-testid="message" data-kind="error" className="text-danger">
          A weight needs a number, such as −0.012, and a deviation from 0 to 10.
        </span>
      )}
    </div>
  );
}

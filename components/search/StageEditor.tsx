"use client";

import { Lock, LockOpen, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/Button";
import { NumberField } from "@/components/ui/NumberField";
import { OperatorMark, operatorColours } from "@/components/ui/OperatorMark";
import { Select } from "@/components/ui/Select";
import { symbolOf } from "@/lib/design/notation";
import { kindOf, type LayerRef } from "@/lib/design/operatorKinds";
import { operators } from "@/lib/design/operators/registry";
import type { BlockShapes, StageSpace } from "@/lib/search/space";

interface StageEditorProps {
  readonly index: number;
  readonly stage: StageSpace;
  /** Layer references the base has settings for. */
  readonly known: readonly string[];
  readonly onChange: (stage: StageSpace) => void;
  readonly onRemove: () => void;
}

const shapes: Readonly<Record<BlockShapes, string>> = {
  single: "one mixer kind",
  pair: "up to two kinds, 1:1 to 1:3",
  composite: "up to three kinds",
};

/** What one stage may be: mixers, how they combine, FFNs after each, repeats; or a template with locks. */
export function StageEditor({ index, stage, known, onChange, onRemove }: StageEditorProps) {
  const refs = known as readonly LayerRef[];
  const mixers = refs.filter((ref) => operators[kindOf(ref)].role === "mixer");
  const toggleMixer = (mixer: LayerRef) =>
    onChange({
      ...stage,
      mixers: stage.mixers.includes(mixer)
        ? stage.mixers.filter((one) => one !== mixer)
        : [...stage.mixers, mixer],
    });
  return (
    <fieldset className="mt-2 rounded border border-line px-2 pb-2">
      <legend className="flex items-center gap-1 px-1 text-xs text-ink-muted">
        Stage {index + 1}
        <Button
          look="quiet"
          tip={`Remove stage ${index + 1}`}
          icon={<Trash2 size={13} />}
          onClick={onRemove}
        />
      </legend>
      {stage.kind === "template" && <TemplateLocks stage={stage} onChange={onChange} />}
      <div className="flex flex-wrap gap-x-3">
        {mixers.map((mixer) => (
          <label key={mixer} className="flex min-h-7 items-center gap-1.5">
            <input
              type="checkbox"
              className="size-4 accent-(--accent)"
              checked={stage.mixers.includes(mixer)}
              onChange={() => toggleMixer(mixer)}
            />
            <OperatorMark operator={mixer} />
            <span className="text-ink-soft">{operators[kindOf(mixer)].label}</span>
          </label>
        ))}
      </div>
      {stage.kind === "composed" && (
        <>
          <Select
            label="Mixers of a block"
            labelled
            value={stage.shapes}
            onChange={({ target }) => {
              const shape = (Object.keys(shapes) as BlockShapes[]).find((one) => one === target.value);
              if (shape) onChange({ ...stage, shapes: shape });
            }}
          >
            {Object.entries(shapes).map(([id, label]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </Select>
          <Feeds stage={stage} refs={refs} onChange={onChange} />
        </>
      )}
      <NumberField
        label="Repeats at least"
        value={stage.repeat.min}
        check={() => null}
        onCommit={(min) => min !== null && onChange({ ...stage, repeat: { ...stage.repeat, min } })}
      />
      <NumberField
        label="Repeats at most"
        value={stage.repeat.max}
        check={() => null}
        onCommit={(max) => max !== null && onChange({ ...stage, repeat: { ...stage.repeat, max } })}
      />
    </fieldset>
  );
}

interface FeedsProps {
  readonly stage: Extract<StageSpace, { kind: "composed" }>;
  readonly refs: readonly LayerRef[];
  readonly onChange: (stage: StageSpace) => void;
}

/** What may follow each mixer: nothing, one or two feed-forward layers of a kind. */
function Feeds({ stage, refs, onChange }: FeedsProps) {
  const feedForwards = refs.filter((ref) => operators[kindOf(ref)].role === "ffn");
  const options: readonly (readonly LayerRef[])[] = [
    [],
    ...feedForwards.map((ref) => [ref]),
    ...feedForwards.map((ref) => [ref, ref]),
  ];
  const has = (feed: readonly LayerRef[]) => stage.feeds.some((one) => one.join() === feed.join());
  return (
    <div className="flex flex-wrap items-center gap-x-3">
      <span className="text-xs text-ink-muted">After each mixer</span>
      {options.map((feed) => (
        <label key={feed.join()} className="flex min-h-7 items-center gap-1.5 text-ink-soft">
          <input
            type="checkbox"
            className="size-4 accent-(--accent)"
            checked={has(feed)}
            onChange={() =>
              onChange({
                ...stage,
                feeds: has(feed)
                  ? stage.feeds.filter((one) => one.join() !== feed.join())
                  : [...stage.feeds, feed],
              })
            }
          />
          {feed.length === 0 ? "nothing" : feed.map(symbolOf).join(" ")}
        </label>
      ))}
    </div>
  );
}

interface TemplateLocksProps {
  readonly stage: Extract<StageSpace, { kind: "template" }>;
  readonly onChange: (stage: StageSpace) => void;
}

/** The template's layers; a click locks a mixer in its place, and the whole stage can be locked. */
function TemplateLocks({ stage, onChange }: TemplateLocksProps) {
  const toggle = (at: number) =>
    onChange({
      ...stage,
      locked: stage.locked.includes(at) ? stage.locked.filter((one) => one !== at) : [...stage.locked, at],
    });
  const all = stage.layers.map((_, at) => at);
  const wholeLocked = all.every((at) => stage.locked.includes(at));
  return (
    <div className="flex flex-wrap items-center gap-0.5 py-1">
      {all.map((at) => {
        const ref = stage.layers[at]!;
        const isMixer = operators[kindOf(ref)].role === "mixer";
        const locked = stage.locked.includes(at) || !isMixer;
        return (
          <button
            key={at}
            type="button"
            disabled={!isMixer}
            aria-pressed={locked}
            title={locked ? "Stays as it is" : "May be exchanged; press to lock"}
            style={operatorColours(ref)}
            className="inline-flex h-6 items-center gap-0.5 rounded-[3px] px-1 font-mono text-[11px] disabled:opacity-50"
            onClick={() => toggle(at)}
          >
            {symbolOf(ref)}
            {isMixer && (locked ? <Lock size={10} /> : <LockOpen size={10} />)}
          </button>
        );
      })}
      <Button look="quiet" onClick={() => onChange({ ...stage, locked: wholeLocked ? [] : all })}>
        {wholeLocked ? "Unlock all" : "Lock all"}
      </Button>
    </div>
  );
}

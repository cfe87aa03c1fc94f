"use client";

import { type ReactNode, useState } from "react";
import { useWorkbench } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { NumberField } from "@/components/ui/NumberField";
import { Select } from "@/components/ui/Select";
import { wholeWithin } from "@/components/ui/wholeWithin";
import {
  interleaveFfn,
  moveAttention,
  periodicAttention,
  replaceAllLayers,
} from "@/lib/design/edit/editRhythm";
import { refoldStages } from "@/lib/design/edit/editStages";
import { operatorName } from "@/lib/design/edit/layerWords";
import { countLayers } from "@/lib/design/flatten";
import { printNotation } from "@/lib/design/notation";
import { type LayerRef, operatorKinds } from "@/lib/design/operatorKinds";
import { applyLane } from "./laneCommands";

/** Edits of the whole rhythm. Each is one undoable step; the pattern above shows what came of it. */
export default function StructureDialog({ onClose }: { readonly onClose: () => void }) {
  const stages = useWorkbench((state) => state.document.design.stages);
  const used = [...countLayers(stages).keys()];
  const [every, setEvery] = useState(4);
  const [from, setFrom] = useState<LayerRef | null>(null);
  const [to, setTo] = useState<LayerRef>("gated-deltanet");
  const source = from !== null && used.includes(from) ? from : (used[0] ?? "attention");

  return (
    <Dialog title="Change the rhythm" width="wide" onClose={onClose}>
      <p className="mb-2 overflow-x-auto rounded bg-sunken px-2 py-1 font-mono text-xs" data-testid="rhythm">
        {printNotation(stages)}
      </p>
      <Row words="Attention at even distances, nowhere else">
        <NumberField
          look="inline"
          label="Mixers from one attention layer to the next"
          value={every}
          check={(value) => wholeWithin(value, 1, 64)}
          onCommit={(value) => value !== null && setEvery(value)}
        />
        <Button
          onClick={() =>
            applyLane(`Make attention periodic, every ${every} mixers`, (now) =>
              periodicAttention(now, every),
            )
          }
        >
          Make periodic
        </Button>
      </Row>
      <Row words="One operator for another, everywhere">
        <OperatorSelect label="Replace" value={source} options={used} onChange={setFrom} />
        <span className="text-ink-soft">by</span>
        <OperatorSelect label="By" value={to} options={operatorKinds} onChange={setTo} />
        <Button
          disabled={source === to}
          onClick={() =>
            applyLane(`Replace all ${operatorName(source)} by ${operatorName(to)}`, (now) =>
              replaceAllLayers(now, source, to),
            )
          }
        >
          Replace all
        </Button>
      </Row>
      <Row words="Every attention layer one mixer over; FFNs stay">
        <Button onClick={() => applyLane("Move attention earlier", (now) => moveAttention(now, -1))}>
          Earlier
        </Button>
        <Button onClick={() => applyLane("Move attention later", (now) => moveAttention(now, 1))}>
          Later
        </Button>
      </Row>
      <Row words="One FFN after every mixer, none elsewhere">
        <Button onClick={() => applyLane("Interleave FFN", interleaveFfn)}>Interleave FFN</Button>
      </Row>
      <Row words="The same layers in the fewest repeated stages">
        <Button onClick={() => applyLane("Fold into stages", refoldStages)}>Fold again</Button>
      </Row>
    </Dialog>
  );
}

function Row({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line py-2">
      <span className="text-ink-soft">{words}</span>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </div>
  );
}

interface OperatorSelectProps {
  readonly label: string;
  readonly value: LayerRef;
  readonly options: readonly LayerRef[];
  readonly onChange: (ref: LayerRef) => void;
}

function OperatorSelect({ label, value, options, onChange }: OperatorSelectProps) {
  return (
    <Select
      label={label}
      className="w-40"
      value={value}
      onChange={(event) => {
        const chosen = options.find((ref) => ref === event.target.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {options.map((ref) => (
        <option key={ref} value={ref}>
          {operatorName(ref)}
        </option>
      ))}
    </Select>
  );
}

"use client";

import {
  ArrowLeft,
  ArrowRight,
  Copy,
  Group,
  Move,
  Scissors,
  SquareStack,
  Trash2,
  Ungroup,
} from "lucide-react";
import { ActionButton } from "@/components/shell/ActionButton";
import { commands, useWorkbench } from "@/components/shell/session";
import { Button } from "@/components/ui/Button";
import { NumberField } from "@/components/ui/NumberField";
import { Select } from "@/components/ui/Select";
import { wholeWithin } from "@/components/ui/wholeWithin";
import {
  groupLayers,
  joinNextStage,
  selectedRun,
  setRepeat,
  splitStage,
  ungroupStage,
} from "@/lib/design/edit/editStages";
import { layersAt } from "@/lib/design/edit/laneEdit";
import { layersName, operatorName } from "@/lib/design/edit/layerWords";
import { kindOf, type LayerRef, operatorKinds } from "@/lib/design/operatorKinds";
import { maxLayers } from "@/lib/design/parseDesign";
import { LaneHint } from "./LaneHint";
import { laneCarry, putDown, useLaneCarry } from "./laneCarry";
import { applyLane, changeInLane, selectedLayers } from "./laneCommands";

const icon = { size: 14, "aria-hidden": true } as const;

/** What can be done with the selected layers, beside every drag and every key. */
export function SelectionBar() {
  const stages = useWorkbench((state) => state.document.design.stages);
  const selected = useWorkbench((state) => state.selection.layers);
  const mode = useLaneCarry((state) => state.mode);
  const refs = layersAt(stages, selected);
  const [first] = refs;

  if (mode === "place") return <PlacingBar />;
  if (first === undefined) return <LaneHint />;
  const run = selectedRun(selected);
  const stage = run === null ? undefined : stages[run.stage];
  return (
    <div role="toolbar" aria-label="Selected layers" className="flex flex-wrap items-center gap-1">
      <span className="mr-1 font-semibold">{layersName(refs)}</span>
      <OperatorChoice current={refs.every((ref) => ref === first) ? first : null} />
      <ActionButton action="layers-earlier" icon={<ArrowLeft {...icon} />} />
      <ActionButton action="layers-later" icon={<ArrowRight {...icon} />} />
      <ActionButton action="layers-place" icon={<Move {...icon} />} words="Move to" />
      <ActionButton action="layers-duplicate" icon={<Copy {...icon} />} words="Duplicate" />
      {run !== null && (
        <Button
          look="quiet"
          icon={<Group {...icon} />}
          tip="Make a stage of its own of these layers, played twice"
          onClick={() =>
            applyLane(`Group ${layersName(refs)}`, (now) => groupLayers(now, selectedLayers(), 2))
          }
        >
          Group
        </Button>
      )}
      {run !== null && stage !== undefined && (
        <StageCommands
          place={run.stage}
          repeat={stage.repeat}
          at={run.from}
          last={run.stage === stages.length - 1}
        />
      )}
      <ActionButton action="layers-remove" icon={<Trash2 {...icon} />} words="Remove" />
    </div>
  );
}

function PlacingBar() {
  return (
    <div role="toolbar" aria-label="Moving layers" className="flex items-center gap-2">
      <span className="font-semibold">Choose where it goes</span>
      <span className="text-ink-soft">Press an insertion point in the lane.</span>
      <Button
        onClick={() => {
          putDown();
          laneCarry.setState({ focusNext: selectedLayers()[0] ?? null });
        }}
      >
        Leave it
      </Button>
    </div>
  );
}

function OperatorChoice({ current }: { readonly current: LayerRef | null }) {
  const table = useWorkbench((state) => state.document.design.operators);
  const variants = Object.keys(table).filter((ref) => ref.includes("#")) as LayerRef[];
  const options: readonly LayerRef[] = [...operatorKinds, ...variants];
  return (
    <Select
      label="Operator of the selected layers"
      className="w-40"
      value={current ?? ""}
      onChange={(event) => {
        const chosen = options.find((ref) => ref === event.target.value);
        if (chosen !== undefined) changeInLane(selectedLayers(), chosen);
        else if (event.target.value === "variant" && current !== null) makeVariant(current, options);
      }}
    >
      {current === null && <option value="">Several operators</option>}
      {options.map((ref) => (
        <option key={ref} value={ref}>
          {operatorName(ref)}
        </option>
      ))}
      {current !== null && <option value="variant">New variant of {operatorName(kindOf(current))} …</option>}
    </Select>
  );
}

/** Gives the selected layers settings of their own: the first free name of v2, v3, … */
function makeVariant(current: LayerRef, taken: readonly LayerRef[]): void {
  const kind = kindOf(current);
  let number = 2;
  while (taken.includes(`${kind}#v${number}`)) number += 1;
  changeInLane(selectedLayers(), `${kind}#v${number}`);
}

interface StageCommandsProps {
  readonly place: number;
  readonly repeat: number;
  readonly at: number;
  readonly last: boolean;
}

/** What can be done with the stage the selection lies in. */
function StageCommands({ place, repeat, at, last }: StageCommandsProps) {
  const repeatTo = (count: number | null) => {
    if (count !== null)
      applyLane(`Repeat stage ${place + 1} ${count} times`, (now) => setRepeat(now, place, count));
  };
  return (
    <span className="flex items-center gap-1 border-l border-line pl-2">
      <NumberField
        key={place}
        look="inline"
        label={`Repeats of stage ${place + 1}`}
        value={repeat}
        check={(count) => wholeWithin(count, 1, maxLayers)}
        onCommit={repeatTo}
      />
      {repeat > 1 && (
        <Button
          look="quiet"
          icon={<Ungroup {...icon} />}
          onClick={() => applyLane(`Write out stage ${place + 1}`, (now) => ungroupStage(now, place))}
        >
          Ungroup
        </Button>
      )}
      {(repeat > 1 || at > 0) && (
        <Button
          look="quiet"
          icon={<Scissors {...icon} />}
          tip={repeat > 1 ? "Split off the first turn" : "Split before the selected layer"}
          onClick={() => {
            applyLane(`Split stage ${place + 1}`, (now) => splitStage(now, place, repeat > 1 ? 1 : at));
          }}
        >
          Split
        </Button>
      )}
      {!last && (
        <Button
          look="quiet"
          icon={<SquareStack {...icon} />}
          tip="Join with the next stage; the layer list stays"
          onClick={() => {
            applyLane(`Join stages ${place + 1} and ${place + 2}`, (now) => joinNextStage(now, place));
            commands.select({ layers: [] });
          }}
        >
          Join next
        </Button>
      )}
    </span>
  );
}

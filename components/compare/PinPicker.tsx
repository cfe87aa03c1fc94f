import { X } from "lucide-react";
import { commands, useWorkbench } from "@/components/shell/session";
import { Select } from "@/components/ui/Select";
import { presets } from "@/lib/design/presets";
import type { CompareMember } from "@/lib/store/compareMembers";
import { compareLimit, togglePin } from "@/lib/store/compareMembers";
import { libraryPin, ownId } from "@/lib/store/frontierSubjects";
import type { LibraryEntry } from "@/lib/store/libraryEntry";
import { memberLook } from "./memberLook";

interface PinPickerProps {
  readonly members: readonly CompareMember[];
  readonly entries: readonly LibraryEntry[];
}

/** The pinned designs, and a choice of more. */
export function PinPicker({ members, entries }: PinPickerProps) {
  const pinned = useWorkbench((state) => state.view.pinned);
  const toggle = (id: string) => commands.setView({ pinned: togglePin(pinned, id) });
  const free = (id: string) => !pinned.includes(id);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {members.map(({ id, name }, place) => (
        <button
          key={id}
          type="button"
          aria-label={`Unpin ${name}`}
          onClick={() => toggle(id)}
          className="flex items-center gap-1.5 rounded-[5px] border border-line px-2 py-0.5 hover:border-line-strong"
        >
          <svg aria-hidden width={18} height={4}>
            <line
              x2={18}
              y1={2}
              y2={2}
              stroke={memberLook(place).colour}
              strokeWidth={2}
              strokeDasharray={memberLook(place).dash}
            />
          </svg>
          {name}
          <X size={12} aria-hidden className="text-ink-muted" />
        </button>
      ))}
      {pinned.length < compareLimit && (
        <Select
          label="Pin a design to compare"
          value=""
          className="w-52"
          onChange={(event) => event.target.value !== "" && toggle(event.target.value)}
        >
          <option value="">Pin a design or model …</option>
          {free(ownId) && <option value={ownId}>The design in hand</option>}
          {entries.length > 0 && (
            <optgroup label="Library">
              {entries
                .filter((entry) => free(libraryPin(entry.id)))
                .map((entry) => (
                  <option key={entry.id} value={libraryPin(entry.id)}>
                    {entry.name}
                  </option>
                ))}
            </optgroup>
          )}
          <optgroup label="Published models">
            {presets
              .filter((preset) => free(preset.id))
              .map((preset) => (
                <option key={preset.id} value={preset.id}>
                  {preset.name}
                </option>
              ))}
          </optgroup>
        </Select>
      )}
    </div>
  );
}

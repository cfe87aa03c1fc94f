"use client";

import { Search } from "lucide-react";
import { Button } from "@/components/ui/Button";
import { type FieldRefusal, NumberField } from "@/components/ui/NumberField";
import { Section } from "@/components/ui/Section";
import { Select } from "@/components/ui/Select";
import { Toggle } from "@/components/ui/Toggle";
import { wholeWithin } from "@/components/ui/wholeWithin";
import { algorithmIds } from "@/lib/search/algorithm";
import { algorithms } from "@/lib/search/algorithms";
import { type SearchMetric, searchMetrics } from "@/lib/search/goal";
import { largestBudget } from "@/lib/search/searchRequest";
import { invalidText } from "@/lib/store/invalidFields";
import { chooseSearch, noteSearchField, startSearch, useSearch } from "./searchSession";
import { objectiveLabels } from "./searchText";

/** What to look for: objectives, limits, algorithm, budget and seed. */
export function GoalForm() {
  const choices = useSearch((state) => state.choices);
  const status = useSearch((state) => state.status);
  const unusable = useSearch((state) => invalidText(state.invalid));
  const { objectives } = choices;
  const toggle = (metric: SearchMetric) => {
    const next = objectives.includes(metric)
      ? objectives.filter((one) => one !== metric)
      : [...objectives, metric];
    chooseSearch({ objectives: searchMetrics.filter((one) => next.includes(one)) });
  };
  return (
    <Section title="Goal">
      <fieldset className="mb-1">
        <legend className="text-xs text-ink-muted">Objectives, one to three</legend>
        <div className="flex flex-wrap gap-x-3">
          {searchMetrics.map((metric) => (
            <label key={metric} className="flex min-h-7 items-center gap-1.5 text-ink-soft">
              <input
                type="checkbox"
                className="size-4 accent-(--accent)"
                checked={objectives.includes(metric)}
                disabled={objectives.includes(metric) ? objectives.length === 1 : objectives.length === 3}
                onChange={() => toggle(metric)}
              />
              {objectiveLabels[metric]}
            </label>
          ))}
        </div>
      </fieldset>
      <NumberField
        onValidity={noteSearchField}
        label="Latency at most"
        unit="s"
        optional
        emptyWords="no limit"
        value={scaled(choices.maxLatencyMs, 1e-3)}
        check={positive}
        onCommit={(seconds) => chooseSearch({ maxLatencyMs: scaled(seconds, 1e3) })}
      />
      <NumberField
        onValidity={noteSearchField}
        label="Memory at most"
        unit="GB"
        optional
        emptyWords="the device's"
        value={scaled(choices.maxMemoryBytes, 1e-9)}
        check={positive}
        onCommit={(gigabytes) => chooseSearch({ maxMemoryBytes: scaled(gigabytes, 1e9) })}
      />
      <NumberField
        onValidity={noteSearchField}
        label="Parameters at most"
        optional
        emptyWords="no limit"
        value={choices.maxParams}
        check={positive}
        onCommit={(maxParams) => chooseSearch({ maxParams })}
      />
      <Toggle
        label="Rank by the pessimistic end"
        help="Uses the worse end of each 90 % interval instead of its middle. Slower."
        checked={choices.robust}
        onChange={(robust) => chooseSearch({ robust })}
      />
      <Toggle
        label="Begin with the design in hand"
        checked={choices.fromDesign}
        onChange={(fromDesign) => chooseSearch({ fromDesign })}
      />
      <Select
        label="Algorithm"
        labelled
        data-testid="search-algorithm"
        value={choices.algorithm}
        title={algorithms[choices.algorithm].source}
        onChange={({ target }) => {
          const algorithm = algorithmIds.find((id) => id === target.value);
          if (algorithm) chooseSearch({ algorithm });
        }}
      >
        {algorithmIds.map((id) => (
          <option key={id} value={id}>
            {algorithms[id].label}
          </option>
        ))}
      </Select>
      <p className="mt-1 text-xs text-ink-muted">{algorithms[choices.algorithm].source}</p>
      <NumberField
        onValidity={noteSearchField}
        label="Designs to look at"
        value={choices.budget}
        step={10_000}
        check={(value) => wholeWithin(value, 1, largestBudget)}
        onCommit={(budget) => budget !== null && chooseSearch({ budget })}
      />
      <NumberField
        onValidity={noteSearchField}
        label="Seed"
        value={choices.seed}
        check={(value) => wholeWithin(value, 0, 0xffffffff)}
        onCommit={(seed) => seed !== null && chooseSearch({ seed })}
      />
      <Button
        look="primary"
        icon={<Search size={15} strokeWidth={1.75} />}
        disabled={status === "running" || status === "preparing" || unusable !== null}
        onClick={() => void startSearch()}
      >
        Search
      </Button>
      {unusable !== null && <p className="mt-1 text-danger">{unusable}</p>}
    </Section>
  );
}

/** A limit in another unit, to 12 digits: what a person typed comes back as typed. */
function scaled(value: number | null, factor: number): number | null {
  return value === null ? null : Number((value * factor).toPrecision(12));
}

function positive(value: number | null): FieldRefusal | null {
  return value === null || value > 0 ? null : refusal("must be above 0.", null);
}

function refusal(message: string, nearest: number | null): FieldRefusal {
  return { problems: [{ field: "", message }], nearest };
}

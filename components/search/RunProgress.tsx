"use client";

import { Pause, Play, X } from "lucide-react";
import { Button } from "@/components/ui/Button";
import { Section } from "@/components/ui/Section";
import { growthLine } from "@/lib/plot/growthLine";
import { cancelSearch, pauseSearch, resumeSearch, useSearch } from "./searchSession";
import { count, runText } from "./searchText";

const icon = { size: 15, strokeWidth: 1.75 };
const chart = { width: 240, height: 56 };

/** The run as it goes on: how many designs at what rate, the growth of the front, pause, resume and cancel. */
export function RunProgress() {
  const status = useSearch((state) => state.status);
  const digest = useSearch((state) => state.digest);
  const finished = useSearch((state) => state.run?.finished ?? true);
  const running = status === "running";
  return (
    <Section title="Run">
      <div className="flex flex-wrap items-center gap-3">
        <progress
          className="h-2 min-w-32 flex-1 accent-(--accent)"
          value={digest?.evaluated ?? 0}
          max={digest?.budget ?? 1}
          aria-label="Progress"
        />
        {running ? (
          <Button look="quiet" icon={<Pause {...icon} />} data-testid="search-pause" onClick={pauseSearch}>
            Pause
          </Button>
        ) : (
          <Button
            look="quiet"
            icon={<Play {...icon} />}
            data-testid="search-resume"
            disabled={finished}
            onClick={resumeSearch}
          >
            Resume
          </Button>
        )}
        <Button
          look="quiet"
          icon={<X {...icon} />}
          disabled={!running && status !== "paused"}
          onClick={cancelSearch}
        >
          Cancel
        </Button>
      </div>
      {digest !== null && (
        <div className="mt-1 flex flex-wrap items-end gap-x-6 gap-y-1">
          <p className="tabular text-ink-soft">
            {runText(status, digest)}. {count(digest.distinct)} different, {count(digest.feasible)} within the
            limits.
          </p>
          {digest.progress.length > 1 && (
            <figure className="text-xs text-ink-muted">
              <svg
                viewBox={`0 0 ${chart.width} ${chart.height}`}
                width={chart.width}
                height={chart.height}
                role="img"
                aria-label={`Dominated volume over ${count(digest.evaluated)} designs`}
              >
                <path
                  d={growthLine(digest.progress, chart)}
                  fill="none"
                  stroke="var(--accent)"
                  strokeWidth={1.5}
                />
              </svg>
              <figcaption>Volume the front dominates, by designs looked at</figcaption>
            </figure>
          )}
        </div>
      )}
    </Section>
  );
}

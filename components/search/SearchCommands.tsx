"use client";

import { Search } from "lucide-react";
import { useEffect } from "react";
import { Button } from "@/components/ui/Button";
import { invalidText } from "@/lib/store/invalidFields";
import { cancelSearch, restoreSearch, startSearch, useSearch } from "./searchSession";
import { runText, stageText } from "./searchText";

const icon = { size: 15, strokeWidth: 1.75 };
let begun = false;

/** The commands that start and cancel a search, in the strip at the foot of the page. */
export default function SearchCommands() {
  useEffect(() => {
    if (begun) return;
    begun = true;
    void restoreSearch();
  }, []);
  const status = useSearch((state) => state.status);
  const digest = useSearch((state) => state.digest);
  const unusable = useSearch((state) => invalidText(state.invalid));
  const busy = status === "running" || status === "preparing";
  return (
    <div className="flex shrink-0 items-center gap-2">
      {status !== "idle" && (
        <span
          data-testid="search-status"
          data-status={status}
          data-evaluated={digest?.evaluated ?? 0}
          className="tabular text-xs text-ink-soft max-md:hidden"
        >
          {runText(status, digest)}
        </span>
      )}
      <span role="status" className="sr-only">
        {stageText(status, digest)}
      </span>
      <Button
        data-testid="search-start"
        icon={<Search {...icon} className="max-[479px]:hidden" />}
        disabled={busy || unusable !== null}
        tip={unusable ?? undefined}
        tipSide="end"
        onClick={() => void startSearch()}
      >
        Search designs
      </Button>
      {(busy || status === "paused") && (
        <Button
          data-testid="search-cancel"
          aria-label="Cancel the search"
          title="What was found stays"
          onClick={cancelSearch}
        >
          Cancel
        </Button>
      )}
    </div>
  );
}

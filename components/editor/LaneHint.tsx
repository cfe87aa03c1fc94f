"use client";

import { useEffect, useState } from "react";
import { showDialog } from "@/components/shell/dialogs";
import { dismissTour, tourWasSeen } from "@/components/shell/tourMemory";
import { Button } from "@/components/ui/Button";

/** What to do with the lane while nothing is selected; on a first visit, the offer of a tour. */
export function LaneHint() {
  const [offersTour, setOffersTour] = useState(false);
  useEffect(() => setOffersTour(!tourWasSeen()), []);
  return (
    <div className="flex flex-wrap items-center gap-x-3 text-ink-muted">
      <p>Select a layer to change, move or group it; drag one anywhere, or out to remove it.</p>
      {offersTour && (
        <span className="flex items-center gap-1">
          <Button
            onClick={() => {
              setOffersTour(false);
              showDialog("tour");
            }}
          >
            Take the tour, three steps
          </Button>
          <Button
            look="quiet"
            onClick={() => {
              dismissTour();
              setOffersTour(false);
            }}
          >
            No tour
          </Button>
        </span>
      )}
    </div>
  );
}

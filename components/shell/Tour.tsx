"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { dismissTour } from "./tourMemory";

const steps = [
  {
    title: "A model is a pattern of layers",
    text: "Each chip in the lane is a layer: attention in warm colours, state-space and linear attention in cool ones, FFNs in grey. Add one from the palette, drag it, or focus it and use the keys. The line of text below the lane is the same pattern.",
    target: "[data-testid=lane]",
  },
  {
    title: "Trade depth for width",
    text: "The depth-width control makes the model deeper and thinner, or flatter and wider, at the same size. Every figure follows: latency, memory, predicted quality, each with its interval and where it comes from.",
    target: "[data-testid=depth-width]",
  },
  {
    title: "See where it falls",
    text: "The plot sets your design among published models on the workload and device chosen above. Measure, search, compare and export wait in the drawer below. Everything can be undone, and the address bar always holds your design.",
    target: "[data-testid=frontier]",
  },
] as const;

/** Three steps of introduction. Dismissed once, it stays away; Help brings it back. */
export default function Tour({ onClose }: { readonly onClose: () => void }) {
  const [place, setPlace] = useState(0);
  const step = steps[place] ?? steps[0];
  useEffect(() => {
    const element = document.querySelector(step.target);
    element?.setAttribute("data-toured", "");
    return () => element?.removeAttribute("data-toured");
  }, [step]);
  const close = () => {
    dismissTour();
    onClose();
  };
  return (
    <Dialog
      title={step.title}
      onClose={close}
      footer={
        <>
          <span className="mr-auto text-xs text-ink-muted">
            {place + 1} of {steps.length}
          </span>
          <Button look="quiet" onClick={close}>
            {place === steps.length - 1 ? "Back to work" : "Skip the tour"}
          </Button>
          {place < steps.length - 1 && (
            <Button look="primary" onClick={() => setPlace(place + 1)}>
              Next
            </Button>
          )}
        </>
      }
    >
      <p className="text-base">{step.text}</p>
    </Dialog>
  );
}

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
  const [beside, setBeside] = useState<DOMRect | null>(null);
  const isLast = place === steps.length - 1;
  useEffect(() => {
    const element = document.querySelector(step.target);
    if (element === null) return;
    element.setAttribute("data-toured", "");
    const isTall = element.clientHeight > window.innerHeight * 0.35;
    element.scrollIntoView({ block: isTall ? "start" : "center" });
    const find = () => setBeside(element.getBoundingClientRect());
    find();
    window.addEventListener("resize", find);
    return () => {
      window.removeEventListener("resize", find);
      element.removeAttribute("data-toured");
    };
  }, [step]);
  const close = () => {
    dismissTour();
    onClose();
  };
  return (
    <Dialog
      title={step.title}
      onClose={close}
      beside={beside}
      footer={
        <>
          <span className="mr-auto text-xs text-ink-muted">
            {place + 1} of {steps.length}
          </span>
          {!isLast && (
            <Button look="quiet" onClick={close}>
              Skip the tour
            </Button>
          )}
          <Button key="forward" look="primary" onClick={isLast ? close : () => setPlace(place + 1)}>
            {isLast ? "Back to work" : "Next"}
          </Button>
        </>
      }
    >
      <p className="text-base">{step.text}</p>
    </Dialog>
  );
}

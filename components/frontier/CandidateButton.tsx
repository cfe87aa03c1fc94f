import { type KeyboardEvent, type RefObject, useRef } from "react";
import { candidateWords } from "@/lib/pareto/scene/candidateWords";
import type { Candidate, Cloud } from "@/lib/pareto/scene/cloud";
import type { PlotFrame } from "@/lib/pareto/scene/frame";
import type { Stop } from "@/lib/pareto/scene/traverse";
import type { CandidateTipHandle } from "./CandidateTip";
import { type Motion, useMotion } from "./liveView";
import { pointButtonLook, pointButtonPlace } from "./pointButton";

interface CandidateButtonProps {
  readonly candidate: Candidate;
  readonly cloud: Cloud;
  /** Where the candidate is seen while the view rests. */
  readonly stop: Stop;
  readonly frame: PlotFrame;
  readonly motion: Motion;
  readonly selected: boolean;
  readonly tip: RefObject<CandidateTipHandle | null>;
  readonly onPick: (id: string, add: boolean) => void;
  readonly onKey: (event: KeyboardEvent, id: string) => void;
}

/** The button over the one candidate that the keyboard has come to: thousands of them would weigh the page down. */
export function CandidateButton(props: CandidateButtonProps) {
  const { candidate, cloud, stop, frame, motion, selected, tip, onPick, onKey } = props;
  const button = useRef<HTMLButtonElement>(null);
  useMotion(motion, ({ k, x, y }) => {
    if (button.current !== null)
      button.current.style.transform = pointButtonPlace(stop.x * k + x, stop.y * k + y);
  });
  return (
    <button
      ref={button}
      type="button"
      data-testid="frontier-candidate"
      data-id={stop.id}
      aria-pressed={selected}
      aria-label={candidateWords(candidate, cloud, frame)}
      className={pointButtonLook}
      onFocus={() => tip.current?.show(candidate, stop)}
      onBlur={() => tip.current?.hide()}
      onClick={(event) => onPick(stop.id, event.shiftKey || event.metaKey || event.ctrlKey)}
      onKeyDown={(event) => onKey(event, stop.id)}
    />
  );
}

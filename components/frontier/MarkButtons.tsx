import { type KeyboardEvent, useRef } from "react";
import { isInside } from "@/lib/pareto/scene/frame";
import type { FrontierScene } from "@/lib/pareto/scene/scene";
import { type Motion, useMotion } from "./liveView";
import { pointButtonLook, pointButtonPlace } from "./pointButton";

interface MarkButtonsProps {
  readonly scene: FrontierScene;
  /** What each mark says, by id. */
  readonly words: ReadonlyMap<string, string>;
  readonly selected: ReadonlySet<string>;
  /** The mark that takes the focus when the plot is entered by keyboard. */
  readonly current: string | null;
  readonly motion: Motion;
  readonly onHover: (id: string | null) => void;
  readonly onFocus: (id: string) => void;
  readonly onPick: (id: string, add: boolean) => void;
  readonly onKey: (event: KeyboardEvent, id: string) => void;
}

/** A button over each mark that says its figures; one of them at a time is in the tab order. */
export function MarkButtons({
  scene,
  words,
  selected,
  current,
  motion,
  onHover,
  onFocus,
  onPick,
  onKey,
}: MarkButtonsProps) {
  const { marks } = scene;
  const layer = useRef<HTMLDivElement>(null);
  useMotion(motion, ({ k, x, y }) => {
    const buttons = layer.current?.children;
    marks.forEach((mark, at) => {
      const button = buttons?.[at];
      if (button instanceof HTMLElement)
        button.style.transform = pointButtonPlace(mark.x * k + x, mark.y * k + y);
    });
  });
  return (
    <div ref={layer}>
      {marks.map(({ mark, x, y }) => (
        <button
          key={mark.id}
          type="button"
          data-testid="frontier-point"
          data-id={mark.id}
          data-basis={mark.basis}
          data-x={mark.x.value}
          data-y={mark.y.value}
          tabIndex={mark.id === current ? 0 : -1}
          aria-pressed={selected.has(mark.id)}
          aria-label={words.get(mark.id)}
          style={{ transform: pointButtonPlace(x, y) }}
          className={pointButtonLook}
          hidden={!isInside({ x, y }, scene.frame)}
          onPointerEnter={() => onHover(mark.id)}
          onPointerLeave={() => onHover(null)}
          onFocus={() => onFocus(mark.id)}
          onBlur={() => onHover(null)}
          onClick={(event) => onPick(mark.id, event.shiftKey || event.metaKey || event.ctrlKey)}
          onKeyDown={(event) => onKey(event, mark.id)}
        />
      ))}
    </div>
  );
}

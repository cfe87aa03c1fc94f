import { type FocusEvent, type RefObject, useEffect, useRef } from "react";

interface Menu {
  readonly ref: RefObject<HTMLDetailsElement | null>;
  readonly onBlur: (event: FocusEvent<HTMLDetailsElement>) => void;
}

/**
 * Makes a `details` element close as menus do: on Escape, which gives the focus back to its summary, on a press outside,
 * and when the focus goes elsewhere.
 */
export function useMenu(): Menu {
  const ref = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const onPress = ({ target }: PointerEvent) => {
      if (target instanceof Node && ref.current?.contains(target) === false) ref.current.open = false;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || ref.current?.open !== true) return;
      const inside = ref.current.contains(document.activeElement);
      ref.current.open = false;
      if (inside) ref.current.querySelector("summary")?.focus();
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("pointerdown", onPress, true);
    document.addEventListener("keydown", onKey, true);
    return () => {
      document.removeEventListener("pointerdown", onPress, true);
      document.removeEventListener("keydown", onKey, true);
    };
  }, []);
  // A press on what takes no focus, and a dialog for files, move the focus to nothing: neither closes the menu.
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLDetailsElement>) => {
    if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) currentTarget.open = false;
  };
  return { ref, onBlur };
}

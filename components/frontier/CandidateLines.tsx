import { useEffect, useRef } from "react";
import { type BrokenLine, brokenPath } from "@/lib/plot/parallelAxes";
import { onThemeChange } from "./inkColours";

/** Lines of candidates by their corners, in pixels. */
export interface LineSheet {
  readonly quiet: readonly BrokenLine[];
  readonly selected: readonly BrokenLine[];
  readonly width: number;
  readonly height: number;
}

/** The candidates' lines on a canvas, the selected ones on top in the accent. */
export function CandidateLines({ sheet }: { readonly sheet: LineSheet }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const draw = () => {
      if (canvas.current !== null)
        drawLines(canvas.current, canvas.current, sheet, Math.min(window.devicePixelRatio || 1, 2));
    };
    draw();
    // Another theme has other colours.
    return onThemeChange(draw);
  }, [sheet]);
  return (
    <canvas
      ref={canvas}
      aria-hidden
      style={{ width: sheet.width, height: sheet.height }}
      className="pointer-events-none absolute inset-0"
    />
  );
}

/** Draws lines in the colours that apply to `themed`. */
export function drawLines(
  canvas: HTMLCanvasElement,
  themed: Element,
  { quiet, selected, width, height }: LineSheet,
  ratio: number,
): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const style = getComputedStyle(themed);
  const draw = (line: BrokenLine) => context.stroke(new Path2D(brokenPath(line)));
  context.strokeStyle = style.getPropertyValue("--line-strong");
  context.globalAlpha = quiet.length > 400 ? 0.06 : 0.25;
  quiet.forEach(draw);
  context.strokeStyle = style.getPropertyValue("--accent");
  context.globalAlpha = 0.7;
  selected.forEach(draw);
}

import type { Rgb } from "@/lib/plot/cloudRaster";

/** The colours a canvas needs of the page's theme. */
export interface InkColours {
  readonly quiet: Rgb;
  readonly ink: Rgb;
  readonly accent: Rgb;
}

/** Reads colour variables as they apply to an element, by asking the browser for their computed value. */
export function readInk(element: Element): InkColours {
  const style = getComputedStyle(element);
  return {
    quiet: rgbOf(style.getPropertyValue("--line-strong")),
    ink: rgbOf(style.getPropertyValue("--ink-soft")),
    accent: rgbOf(style.getPropertyValue("--accent")),
  };
}

/** The page's tokens are hexadecimal colours. */
function rgbOf(text: string): Rgb {
  const hex = Number.parseInt(text.trim().slice(1, 7), 16);
  return [(hex >> 16) & 255, (hex >> 8) & 255, hex & 255];
}

/** Calls back when the theme changes. Returns the function that stops it. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

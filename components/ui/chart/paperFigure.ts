import { wrapWords } from "@/lib/plot/wrapWords";

/** What an exported figure says around the drawing. */
interface PaperText {
  readonly title: string;
  readonly source: string;
  readonly underlay?: ((host: Element, ratio: number) => HTMLCanvasElement | null) | undefined;
}

const edge = 10;
/** The texts around the drawing: their size, the baseline of their first line, and the way to the next. */
const titleLook = { size: 15, weight: 600, colour: "#211e1a", first: 21, step: 19 };
const sourceLook = { size: 11, weight: 400, colour: "#6c665d", first: 17, step: 14 };
/** Below the last line of a text. */
const below = { title: 13, source: 9 };
const svgSpace = "http://www.w3.org/2000/svg";

/** Properties that the page's style sheet decides and a file must carry itself. */
const carried = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "text-anchor",
  "paint-order",
] as const;

/**
 * A chart as a self-contained SVG for paper: light theme, every style written out, with title above and source below.
 * The clone lives in the page for a moment, because only the browser can resolve its variables.
 */
export function paperFigure(svg: SVGSVGElement, { title, source, underlay }: PaperText) {
  const host = document.createElement("div");
  host.dataset.theme = "light";
  host.style.cssText = "position:absolute;left:-100000px;top:0;background:#ffffff;--panel:#ffffff";
  const drawing = svg.cloneNode(true) as SVGSVGElement;
  host.append(drawing);
  document.body.append(host);
  try {
    const { width, height } = drawnSize(svg);
    const colours = colourWriter();
    for (const element of drawing.querySelectorAll<SVGElement>("*")) writeStyle(element, colours);
    const paper = document.createElementNS(svgSpace, "svg");
    const font = getComputedStyle(host).fontFamily;
    const heading = textBlock(title, width, font, titleLook);
    const origin = textBlock(source, width, font, sourceLook);
    const header = heading.height + below.title;
    const full = { width: width + 2 * edge, height: header + height + origin.height + below.source };
    setAll(origin.element, { transform: `translate(0,${header + height})` });
    setAll(paper, {
      xmlns: svgSpace,
      width: full.width,
      height: full.height,
      viewBox: `0 0 ${full.width} ${full.height}`,
    });
    const sheet = document.createElementNS(svgSpace, "rect");
    setAll(sheet, { width: full.width, height: full.height, fill: "#ffffff" });
    paper.append(sheet, heading.element, origin.element);
    const body = document.createElementNS(svgSpace, "g");
    setAll(body, { transform: `translate(${edge},${header})` });
    const canvas = underlay?.(host, 3) ?? null;
    if (canvas !== null) {
      const image = document.createElementNS(svgSpace, "image");
      setAll(image, {
        x: canvas.dataset.x ?? 0,
        y: canvas.dataset.y ?? 0,
        width: canvas.width / 3,
        height: canvas.height / 3,
        href: canvas.toDataURL("image/png"),
      });
      body.append(image);
    }
    body.append(...drawing.childNodes);
    paper.append(body);
    return { text: new XMLSerializer().serializeToString(paper), ...full };
  } finally {
    host.remove();
  }
}

/** The size of a drawing in its own units: of its view box where it has one, as the page may stretch that. */
function drawnSize(svg: SVGSVGElement): { readonly width: number; readonly height: number } {
  const { width, height } = svg.hasAttribute("viewBox") ? svg.viewBox.baseVal : new DOMRect();
  return width > 0 ? { width, height } : { width: svg.width.baseVal.value, height: svg.height.baseVal.value };
}

function writeStyle(element: SVGElement, colour: (value: string) => string): void {
  const style = getComputedStyle(element);
  for (const name of carried) {
    const value = style.getPropertyValue(name);
    if (value === "" || value === "normal" || value === "auto") continue;
    element.setAttribute(name, name === "fill" || name === "stroke" ? colour(value) : value);
  }
  element.removeAttribute("class");
  element.removeAttribute("style");
}

/** Writes any colour the browser knows as hexadecimal, which every program reads. */
function colourWriter(): (value: string) => string {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map<string, string>();
  return (value) => {
    if (value === "none" || value.startsWith("url(") || context === null) return value;
    const found = known.get(value);
    if (found !== undefined) return found;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = value;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
    const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
    const written = alpha === 0 ? "none" : `#${hex}`;
    known.set(value, written);
    return written;
  };
}

/** A text in as many lines as it needs at a width; its height ends at the baseline of the last. */
function textBlock(text: string, width: number, font: string, look: typeof titleLook) {
  const pen = document.createElement("canvas").getContext("2d");
  if (pen !== null) pen.font = `${look.weight} ${look.size}px ${font}`;
  const lines = wrapWords(text, width, (part) => pen?.measureText(part).width ?? 0);
  const element = document.createElementNS(svgSpace, "text");
  setAll(element, {
    "font-size": look.size,
    "font-weight": look.weight,
    fill: look.colour,
    "font-family": font,
  });
  for (const [at, line] of lines.entries()) {
    const span = document.createElementNS(svgSpace, "tspan");
    setAll(span, { x: edge, y: look.first + at * look.step });
    // The space is for those who copy the text.
    span.textContent = at < lines.length - 1 ? `${line} ` : line;
    element.append(span);
  }
  return { element, height: look.first + (lines.length - 1) * look.step };
}

function setAll(element: Element, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

/** What an exported figure says around the drawing. */
interface PaperText {
  readonly title: string;
  readonly source: string;
  readonly underlay?: ((host: Element, ratio: number) => HTMLCanvasElement | null) | undefined;
}

const header = 34;
const footer = 26;
const edge = 10;
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
    const full = { width: width + 2 * edge, height: height + header + footer };
    setAll(paper, {
      xmlns: svgSpace,
      width: full.width,
      height: full.height,
      viewBox: `0 0 ${full.width} ${full.height}`,
    });
    const font = getComputedStyle(host).fontFamily;
    const sheet = document.createElementNS(svgSpace, "rect");
    setAll(sheet, { width: full.width, height: full.height, fill: "#ffffff" });
    paper.append(
      sheet,
      textLine(title, {
        x: edge,
        y: 21,
        "font-size": 15,
        "font-weight": 600,
        fill: "#211e1a",
        "font-family": font,
      }),
      textLine(source, {
        x: edge,
        y: full.height - 9,
        "font-size": 11,
        fill: "#6c665d",
        "font-family": font,
      }),
    );
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

function textLine(text: string, attributes: Readonly<Record<string, string | number>>): SVGTextElement {
  const element = document.createElementNS(svgSpace, "text");
  setAll(element, attributes);
  element.textContent = text;
  return element;
}

function setAll(element: Element, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

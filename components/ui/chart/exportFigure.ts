import { csvFormatRows } from "d3-dsv";
import { downloadFile } from "@/components/ui/downloadFile";
import type { FigureTable } from "./figureTable";
import { paperFigure } from "./paperFigure";
import { paperFonts } from "./paperFonts";
import { programName } from "./programVersion";

export type FigureFormat = "svg" | "png" | "csv" | "json";

/** A figure as it leaves the page. */
export interface ExportedFigure {
  readonly svg: SVGSVGElement | null;
  readonly title: string;
  readonly source: string;
  readonly table: FigureTable;
  readonly underlay?: ((host: Element, ratio: number) => HTMLCanvasElement | null) | undefined;
}

/** Pixels a CSS pixel in exported images. */
const exportRatio = 3;

/** Saves a figure or its table as a file named after its title. */
export async function saveFigure(figure: ExportedFigure, format: FigureFormat): Promise<void> {
  const blob = await blobOf(figure, format);
  if (blob !== null) saveBlob(blob, `${fileName(figure.title)}.${format}`);
}

async function blobOf(figure: ExportedFigure, format: FigureFormat): Promise<Blob | null> {
  switch (format) {
    case "svg":
      return figure.svg === null
        ? null
        : new Blob([(await paperDrawing(figure.svg, figure)).text], { type: "image/svg+xml" });
    case "png":
      return pngOf(figure);
    case "csv":
      return new Blob([csvOf(figure.table)], { type: "text/csv" });
    case "json":
      return new Blob([`${JSON.stringify(jsonOf(figure), null, 2)}\n`], { type: "application/json" });
  }
}

/** Puts the figure on the clipboard as a PNG. False where the browser refuses. */
export async function copyFigure(figure: ExportedFigure): Promise<boolean> {
  try {
    // The promise goes into the item: Safari forgets the click while a picture is being made.
    const png = pngOf(figure).then((blob) => blob ?? Promise.reject(new Error("no image")));
    await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
    return true;
  } catch {
    return false;
  }
}

async function pngOf(figure: ExportedFigure): Promise<Blob | null> {
  if (figure.svg === null) return null;
  const { text, width, height } = await paperDrawing(figure.svg, figure);
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image(width * exportRatio, height * exportRatio);
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * exportRatio;
    canvas.height = height * exportRatio;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The drawing on its sheet with the fonts it is set in. */
async function paperDrawing(svg: SVGSVGElement, figure: ExportedFigure) {
  const paper = paperFigure(svg, figure);
  const fonts = await paperFonts(paper.text);
  return {
    ...paper,
    text: paper.text.replace(/^<svg[^>]*>/, (opening) => `${opening}<style>${fonts}</style>`),
  };
}

/** A table as CSV with a header line. */
export function csvOf({ columns, rows }: FigureTable): string {
  const cells = rows.map((row) => row.map((cell) => (cell === null ? "" : String(cell))));
  return `${csvFormatRows([[...columns], ...cells])}\n`;
}

/** A figure's table with what it shows and where it comes from. */
export function jsonOf({ title, source, table }: Pick<ExportedFigure, "title" | "source" | "table">) {
  return {
    program: programName,
    title,
    source,
    rows: table.rows.map((row) =>
      Object.fromEntries(table.columns.map((name, at) => [name, row[at] ?? null])),
    ),
  };
}

/** Hands a file to the browser's downloads. */
export function saveBlob(blob: Blob, name: string): void {
  downloadFile(name, blob, blob.type);
}

function fileName(title: string): string {
  return (
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 80) || "figure"
  );
}

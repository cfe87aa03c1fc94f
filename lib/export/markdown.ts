import { commentText } from "./shell";

/** A text in a line of Markdown: one line, with the characters that would mark it up escaped. */
export function markdownText(text: string): string {
  return commentText(text).replace(/[\\`*_{}[\]<>#|!~$&]/g, "\\$&");
}

/** A Markdown table. Cells are escaped; an empty table is empty text. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(" | ")} |`;
  return [line(header), `|${header.map(() => " --- ").join("|")}|`, ...rows.map(line)].join("\n");
}

/** A Markdown list, one item a line; nothing for no items. */
export function markdownList(items: readonly string[]): string {
  return items.map((item) => `- ${commentText(item)}`).join("\n");
}

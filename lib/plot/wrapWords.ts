/**
 * Breaks a text into lines no wider than `width`, between words where it can and inside a word that is wider alone.
 * `measure` gives the width of a text in the same unit. One line at least, which may be empty.
 */
export function wrapWords(text: string, width: number, measure: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (measure(line) > width && line.length > 1) {
      const fits = fittingLength(line, width, measure);
      lines.push(line.slice(0, fits));
      line = line.slice(fits);
    }
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
}

/** Characters of a word that fit, one at least. */
function fittingLength(word: string, width: number, measure: (text: string) => number): number {
  let fits = 1;
  while (fits < word.length && measure(word.slice(0, fits + 1)) <= width) fits += 1;
  return fits;
}

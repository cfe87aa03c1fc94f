/** Quotes a word for a POSIX shell: single quotes, and each single quote inside closed, escaped and opened again. */
export function shellQuote(word: string): string {
  return /^[A-Za-z0-9_./:=,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A text on one line of a comment: line breaks and control characters become blanks, so nothing can leave the comment. */
export function commentText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

/** One flag of a command with its values, quoted. */
export function flag(name: string, ...values: readonly (string | number)[]): string {
  return [`--${name}`, ...values.map((value) => shellQuote(String(value)))].join(" ");
}

/** A command over several lines. */
export function commandLines(command: string, flags: readonly string[]): string {
  return [command, ...flags.map((one) => `  ${one}`)].join(" \\\n");
}
